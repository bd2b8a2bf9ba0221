using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

public sealed record VerifyEmail(string Token)
{
    public override string ToString() => nameof(VerifyEmail);
}

public sealed class VerifyEmailValidator : AbstractValidator<VerifyEmail>
{
    public VerifyEmailValidator() => RuleFor(message => message.Token).IsToken();
}

public static class VerifyEmailHandler
{
    public static async Task<(Result, EmailVerified?)> Handle(
        VerifyEmail command,
        IOneTimeLinkRepository links,
        IAccountRepository accounts,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var now = clock.GetUtcNow();
        var link = await links.FindAsync(command.Token, cancellationToken);
        if (link?.AccountId is not { } accountId || !link.TryConsume(LinkPurpose.VerifyEmail, now))
            return (IdentityErrors.InvalidToken, null);
        if (await accounts.FindAsync(accountId, cancellationToken) is not { } account || !link.StillFits(account))
            return (IdentityErrors.InvalidToken, null);

        links.Update(link);
        if (account.IsEmailVerified)
            return (Result.Success, null);
        account.VerifyEmail(now);
        accounts.Update(account);
        return (Result.Success, new EmailVerified(account.Id, now));
    }
}
