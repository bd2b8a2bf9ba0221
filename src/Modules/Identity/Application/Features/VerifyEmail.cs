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
        MailedLinks links,
        IAccountRepository accounts,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await links.FindAsync(command.Token, LinkPurpose.VerifyEmail, cancellationToken) is not { } mailed)
            return (IdentityErrors.InvalidToken, null);

        links.Consume(mailed);
        var account = mailed.Account;
        if (account.IsEmailVerified)
            return (Result.Success, null);
        var now = clock.GetUtcNow();
        account.VerifyEmail(now);
        accounts.Update(account);
        return (Result.Success, new EmailVerified(account.Id, now));
    }
}
