using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>What came of the use of a passkey.</summary>
/// <param name="Owner">Whose passkey it is, when that is known.</param>
/// <param name="IsRight">Whether the owner has shown it just now.</param>
/// <param name="News">To be told, whatever came of it.</param>
public sealed record PasskeyTrial(Account? Owner, bool IsRight, IReadOnlyList<object> News);

/// <summary>The one way in which a passkey is tried.</summary>
public sealed class PasskeyCheck(
    IPasskeyRepository passkeys,
    IAccountRepository accounts,
    OneTimeTickets tickets,
    IPasskeyCeremonies ceremonies,
    TimeProvider clock)
{
    /// <param name="purpose">What the challenge was made for.</param>
    /// <remarks>
    /// The challenge is used up whatever comes of it. A lock for wrong guesses plays no part, nor is anything counted: nobody guesses a
    /// signature.
    /// </remarks>
    public async Task<PasskeyTrial> TryAsync(
        PasskeyAssertion assertion, TicketPurpose purpose, ClientInfo client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(assertion);
        if (PasskeyRules.ChallengeOf(assertion.ClientData) is not { } challenge
            || await tickets.FindAsync(challenge, purpose, cancellationToken) is not { Note: { } state } ticket)
        {
            return new(Owner: null, IsRight: false, []);
        }

        tickets.UseUp(ticket);
        if (await passkeys.FindByCredentialAsync(assertion.Id, cancellationToken) is not { } passkey
            || await accounts.FindAsync(passkey.AccountId, cancellationToken) is not { } owner)
        {
            return new(Owner: null, IsRight: false, []);
        }

        var isForOwner = ticket.AccountId is null || ticket.StillFits(owner);
        if (!isForOwner || await ceremonies.ProveAsync(assertion, state) is not { } proof)
            return new(owner, IsRight: false, []);
        var now = clock.GetUtcNow();
        if (!passkey.Use(proof, now))
        {
            var copied = SecurityEvents.By(actorId: null, SecurityEvents.PasskeyCounterWentBack, owner.Id, client, now, passkey.Id.ToString());
            return new(owner, IsRight: false, [copied]);
        }

        passkeys.Update(passkey);
        return new(owner, IsRight: true, []);
    }
}
