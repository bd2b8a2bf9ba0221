using FluentValidation;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody who is signed in takes another password. Carries passwords: invoked, never queued.</summary>
public sealed record ChangePassword(Guid AccountId, Guid SessionId, string CurrentPassword, string NewPassword, ClientInfo Client)
{
    public override string ToString() => nameof(ChangePassword);
}

public sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.SessionId).NotEmpty();
        RuleFor(message => message.CurrentPassword).IsEnteredPassword();
        RuleFor(message => message.NewPassword).IsEnteredPassword();
    }
}

public static class ChangePasswordHandler
{
    /// <remarks>Whoever found an open browser does not know the current password.</remarks>
    public static async Task<(Result, IReadOnlyList<object>)> Handle(
        ChangePassword command,
        IAccountRepository accounts,
        PasswordCheck check,
        PasswordReplacement replacement,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return (IdentityErrors.AccountGone, []);
        var told = SecurityEvents.Of(SecurityEvents.PasswordChanged, account.Id, command.Client, clock.GetUtcNow());
        return await check.IsRightAsync(account, command.CurrentPassword, cancellationToken)
            ? await replacement.ReplaceAsync(account, command.NewPassword, command.SessionId, told, cancellationToken)
            : (IdentityErrors.WrongPassword, [CountFailedSignIn.Of(account, command.Client, SecurityEvents.PasswordChangeFailed)]);
    }
}
