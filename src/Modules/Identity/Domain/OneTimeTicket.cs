using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

public enum TicketPurpose
{
    /// <summary>Mailed.</summary>
    VerifyEmail,

    /// <summary>Written to the console of an installation that nobody administers yet.</summary>
    SetUp,

    /// <summary>Mailed.</summary>
    ResetPassword,

    /// <summary>Held by whoever has shown the first of two factors.</summary>
    SecondFactor,

    /// <summary>Sent to a provider and back, as the <c>state</c>.</summary>
    ExternalSignIn,

    /// <summary>Signed by a new passkey, as the challenge.</summary>
    PasskeyRegistration,

    /// <summary>Signed by a passkey of anybody, as the challenge.</summary>
    PasskeySignIn,

    /// <summary>Signed by a passkey of somebody who is signed in, as the challenge.</summary>
    PasskeyConfirmation,

    /// <summary>Mailed to somebody for whom an account was made.</summary>
    Invitation,
}

/// <summary>
/// Opens one thing, once, for whoever brings its token. Only the hash of the token is stored: whoever reads the database has none.
/// That it was used is told by <see cref="IOneTimeUses"/>; the ticket itself never changes.
/// </summary>
public sealed class OneTimeTicket
{
    private static readonly Dictionary<TicketPurpose, TimeSpan> Lifetimes = new()
    {
        [TicketPurpose.VerifyEmail] = TimeSpan.FromHours(24),
        [TicketPurpose.SetUp] = TimeSpan.FromHours(1),
        [TicketPurpose.ResetPassword] = TimeSpan.FromMinutes(30),
        [TicketPurpose.SecondFactor] = TimeSpan.FromMinutes(5),
        [TicketPurpose.ExternalSignIn] = TimeSpan.FromMinutes(10),
        [TicketPurpose.PasskeyRegistration] = TimeSpan.FromMinutes(5),
        [TicketPurpose.PasskeySignIn] = TimeSpan.FromMinutes(5),
        [TicketPurpose.PasskeyConfirmation] = TimeSpan.FromMinutes(5),
        [TicketPurpose.Invitation] = TimeSpan.FromDays(7),
    };

    [JsonConstructor]
    private OneTimeTicket()
    {
    }

    /// <summary>The token's SHA-256 in hexadecimal.</summary>
    [JsonInclude]
    public string Id { get; private set; } = string.Empty;

    [JsonInclude]
    public TicketPurpose Purpose { get; private set; }

    /// <summary>Null when it is nobody's yet.</summary>
    [JsonInclude]
    public Guid? AccountId { get; private set; }

    /// <summary>The account's security stamp when the ticket was made.</summary>
    [JsonInclude]
    public string? SecurityStamp { get; private set; }

    /// <summary>What whoever made it must find again when it is used; the bearer never sees it.</summary>
    [JsonInclude]
    public string? Note { get; private set; }

    [JsonInclude]
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Its one use.</summary>
    [JsonIgnore]
    public OneTimeUse Use => new("ticket", Id, ExpiresAt);

    /// <returns>The ticket to store, and the token that only the bearer gets.</returns>
    public static (OneTimeTicket Ticket, string Token) For(TicketPurpose purpose, Account account, DateTimeOffset now, string? note = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (ticket, token) = For(purpose, now, note);
        ticket.AccountId = account.Id;
        ticket.SecurityStamp = account.SecurityStamp;
        return (ticket, token);
    }

    /// <summary>For somebody whom nobody knows yet.</summary>
    /// <inheritdoc cref="For(TicketPurpose, Account, DateTimeOffset, string?)"/>
    public static (OneTimeTicket Ticket, string Token) For(TicketPurpose purpose, DateTimeOffset now, string? note = null)
    {
        var token = Secret.NewText();
        return (ForChallenge(token, purpose, account: null, now, note), token);
    }

    /// <summary>
    /// For a token that was made elsewhere, as hard to guess, and that opens nothing without the signature of whom it challenges: the note
    /// may repeat it.
    /// </summary>
    /// <param name="account">Null when it is nobody's yet.</param>
    public static OneTimeTicket ForChallenge(string challenge, TicketPurpose purpose, Account? account, DateTimeOffset now, string? note) => new()
    {
        Id = IdOf(challenge),
        Purpose = purpose,
        AccountId = account?.Id,
        SecurityStamp = account?.SecurityStamp,
        Note = note,
        ExpiresAt = now + Lifetimes[purpose],
    };

    /// <summary>The id under which the ticket of this token is stored.</summary>
    public static string IdOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Whether it is for this, and not too old.</summary>
    public bool IsFor(TicketPurpose purpose, DateTimeOffset now) => purpose == Purpose && now < ExpiresAt;

    /// <summary>Whether the account's credentials are still those that the ticket was made for, and worth anything.</summary>
    public bool StillFits(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Id == AccountId && !account.IsBarred && string.Equals(account.SecurityStamp, SecurityStamp, StringComparison.Ordinal);
    }
}
