using System.Diagnostics.CodeAnalysis;

namespace Monolith.Identity.Domain;

/// <summary>A mail address as somebody typed it, and the form under which it is unique.</summary>
public sealed record EmailAddress
{
    /// <summary>RFC 5321, section 4.5.3.1.3, without the angle brackets.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;

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
        var at = value.LastIndexOf('@');
        if (value.Length > MaxLength || at is < 1 or > MaxLocalLength || !IsLocalPart(value[..at]) || !IsDomain(value[(at + 1)..]))
            return false;
        address = new EmailAddress(value);
        return true;
    }

    /// <exception cref="FormatException">Validation lets no such text through.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("This is not a mail address.");

    public override string ToString() => Value;

    private static bool IsLocalPart(string local) =>
        local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
        && local.All(character => char.IsLetterOrDigit(character) || "!#$%&'*+-/=?^_`{|}~.".Contains(character, StringComparison.Ordinal));

    private static bool IsDomain(string domain) =>
        domain.Contains('.', StringComparison.Ordinal)
        && domain.Split('.').All(label =>
            label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
            && label.All(character => char.IsLetterOrDigit(character) || character == '-'));
}
