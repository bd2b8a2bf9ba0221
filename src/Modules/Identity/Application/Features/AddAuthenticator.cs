using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Makes the key that an authenticator app is to share; nothing asks for its codes before the first was shown.</summary>
public sealed record AddAuthenticator(Guid AccountId);

/// <param name="Key">Base32, as people type it into the app.</param>
/// <param name="Email">What the app shows beside the code.</param>
public sealed record AuthenticatorKey(string Key, string Email)
{
    /// <summary>Never the key: this may end in a log.</summary>
    public override string ToString() => nameof(AuthenticatorKey);
}

public sealed class AddAuthenticatorValidator : AbstractValidator<AddAuthenticator>
{
    public AddAuthenticatorValidator() => RuleFor(message => message.AccountId).NotEmpty();
}

public static class AddAuthenticatorHandler
{
    /// <remarks>Another key each time: who comes back has closed the page that showed the last one.</remarks>
    public static async Task<Result<AuthenticatorKey>> Handle(
        AddAuthenticator command, IAccountRepository accounts, UserManager<Account> users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return IdentityErrors.AccountGone;
        if (account.HasSecondFactor)
            return IdentityErrors.SecondFactorTaken;
        await users.ResetAuthenticatorKeyAsync(account);
        accounts.Update(account);
        return new AuthenticatorKey((await users.GetAuthenticatorKeyAsync(account))!, account.Email);
    }
}
