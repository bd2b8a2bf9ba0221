using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application;

/// <summary>Gives an account another password, by whichever way its person has proved to be the one.</summary>
public sealed class PasswordReplacement(
    IAccountRepository accounts,
    ISessionRepository sessions,
    IPasswords passwords,
    TimeProvider clock)
{
    /// <param name="keptSession">The session that goes on; every other ends.</param>
    /// <param name="told">What the audit trail is told when the password is a good one.</param>
    /// <returns>Also what is to be told, when the password is a good one.</returns>
    public async Task<(Result Result, IReadOnlyList<object> Messages)> ReplaceAsync(
        Account account, string password, Guid? keptSession, SecurityEvent told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (PasswordPolicy.BrokenRules(password, account.Email, account.DisplayName).FirstOrDefault() is { } broken)
            return (IdentityErrors.PasswordRefused(broken), []);

        account.ChangePassword(await passwords.HashAsync(password, cancellationToken));
        accounts.Update(account);
        var now = clock.GetUtcNow();
        var others = (await sessions.OpenOfAsync(account.Id, cancellationToken)).Where(session => session.Id != keptSession);
        var notice = new SendSecurityNotice(account.Id, SecurityNotice.PasswordChanged);
        return (Result.Success, [told, notice, .. others.Select(session => sessions.End(session, now)).OfType<object>()]);
    }
}
