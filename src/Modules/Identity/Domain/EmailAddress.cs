using System.Diagnostics.CodeAnalysis;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Domain;

/// <summary>A mail address as somebody typed it, and the form under which it is unique.</summary>
public sealed record EmailAddress
{
    public const int MaxLength = DeliverableAddress.MaxLength;

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string Normalized => Normalize(Value);

    /// <summary>Two addresses with the same normalised form are one account.</summary>
    public static string Normalize(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Trim().ToUpperInvariant();
    }

    /// <summary>Accepts what mail servers deliver to; whether somebody reads it there only the mailed link shows.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var value = text?.Trim() ?? string.Empty;
        if (!DeliverableAddress.Is(value))
            return false;
        address = new EmailAddress(value);
        return true;
    }

    /// <exception cref="FormatException">Validation lets no such text through.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("This is not a mail address.");

    public override string ToString() => Value;
}
