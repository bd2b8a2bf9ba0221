using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody followed the link from the mail. Carries a password: invoked, never queued.</summary>
public sealed record ResetPassword(string Token, string NewPassword)
{
    public override string ToString() => nameof(ResetPassword);
}

public sealed class ResetPasswordValidator : AbstractValidator<ResetPassword>
{
    public ResetPasswordValidator()
    {
        RuleFor(message => message.Token).IsToken();
        RuleFor(message => message.NewPassword).IsEnteredPassword();
    }
}

public static class ResetPasswordHandler
{
    /// <remarks>A password that is refused leaves the link as it is. Whoever reads the mail has shown that the address is theirs.</remarks>
    public static async Task<(Result, IReadOnlyList<object>)> Handle(
        ResetPassword command,
        MailedLinks links,
        PasswordReplacement replacement,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await links.FindAsync(command.Token, LinkPurpose.ResetPassword, cancellationToken) is not { } mailed)
            return (IdentityErrors.InvalidToken, []);
        var (result, messages) = await replacement.ReplaceAsync(mailed.Account, command.NewPassword, keptSession: null, cancellationToken);
        if (!result.IsSuccess)
            return (result, []);

        links.Consume(mailed);
        if (mailed.Account.IsEmailVerified)
            return (result, messages);
        var now = clock.GetUtcNow();
        mailed.Account.VerifyEmail(now);
        return (result, [.. messages, new EmailVerified(mailed.Account.Id, now)]);
    }
}
