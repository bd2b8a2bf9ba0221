using System.Security.Cryptography;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Shows that the app has the key; from now on its codes are asked for, and the session has shown one.</summary>
public sealed record ConfirmAuthenticator(Guid AccountId, Guid SessionId, string Code, ClientInfo Client)
{
    public override string ToString() => nameof(ConfirmAuthenticator);
}

/// <summary>What opens the account when the app is lost. Shown once; each works once.</summary>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes)
{
    /// <summary>How many there are in a set.</summary>
    public const int Count = 10;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Groups = 6;
    private const int GroupLength = 4;

    /// <summary>120 random bits, in groups that people can type.</summary>
    public static string NewCode() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Base32, GroupLength)));

    /// <summary>Never the codes: this may end in a log.</summary>
    public override string ToString() => nameof(RecoveryCodes);
}

public sealed class ConfirmAuthenticatorValidator : AbstractValidator<ConfirmAuthenticator>
{
    public ConfirmAuthenticatorValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.SessionId).NotEmpty();
        RuleFor(message => message.Code).IsCode();
    }
}

public static class ConfirmAuthenticatorHandler
{
    public static async Task<(Result<RecoveryCodes>, IReadOnlyList<object>)> Handle(
        ConfirmAuthenticator command,
        IAccountRepository accounts,
        ISessionRepository sessions,
        UserManager<Account> users,
        SecondFactors factors,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account
            || await sessions.FindAsync(command.SessionId, cancellationToken) is not { } session)
        {
            return (IdentityErrors.AccountGone, []);
        }

        if (account.HasSecondFactor)
            return (IdentityErrors.SecondFactorTaken, []);
        if (account.Authenticator is null)
            return (IdentityErrors.NoSecondFactor, []);
        if (!await factors.TryFirstAsync(account, command.Code, cancellationToken))
            return (IdentityErrors.WrongCode, []);

        await users.SetTwoFactorEnabledAsync(account, enabled: true);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes.Count);
        accounts.Update(account);
        session.AddMethod(AuthenticationMethods.OneTimePassword);
        sessions.Update(session);
        var told = SecurityEvents.Of(SecurityEvents.AuthenticatorAdded, account.Id, command.Client, clock.GetUtcNow());
        return (new RecoveryCodes([.. codes!]), [told, new SendSecurityNotice(account.Id, SecurityNotice.SecondFactorAdded)]);
    }
}
