using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody who is signed in takes another password. Carries passwords: invoked, never queued.</summary>
public sealed record ChangePassword(Guid AccountId, Guid SessionId, string CurrentPassword, string NewPassword)
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
        IPasswords passwords,
        PasswordReplacement replacement,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return (IdentityErrors.AccountGone, []);
        return await passwords.VerifyAsync(account.PasswordHash, command.CurrentPassword, cancellationToken)
            ? await replacement.ReplaceAsync(account, command.NewPassword, command.SessionId, cancellationToken)
            : (IdentityErrors.WrongPassword, []);
    }
}
