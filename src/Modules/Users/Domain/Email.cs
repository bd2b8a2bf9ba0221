using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

/// <summary>An address in the one form that it is stored and compared in: trimmed, lower case.</summary>
public sealed record Email
{
    /// <summary>RFC 5321, section 4.5.3.1: a path of 256 octets with its two brackets.</summary>
    public const int MaxLength = 254;

    private Email(string value) => Value = value;

    public string Value { get; }

    /// <summary>Whether an address receives mail is for its owner to confirm; here it only has to look like one.</summary>
    public static Result<Email> Create(string? text)
    {
        var value = (text ?? string.Empty).Trim();
        var at = value.LastIndexOf('@');
        var looksRight = value.Length <= MaxLength
            && at > 0
            && at < value.Length - 1
            && !value.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
        return looksRight ? new Email(value.ToLowerInvariant()) : UserErrors.InvalidEmail;
    }

    public override string ToString() => Value;
}
