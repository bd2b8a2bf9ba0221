using System.Text.RegularExpressions;
using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

/// <summary>An international telephone number in the one form that it is stored in: ITU-T E.164, <c>+</c> and 7 to 15 digits.</summary>
public sealed partial record PhoneNumber
{
    /// <summary>As it may be written, with what people put between the digits.</summary>
    public const int MaxWrittenLength = 40;

    private PhoneNumber(string value) => Value = value;

    public string Value { get; }

    public static Result<PhoneNumber> Create(string? text)
    {
        if (text is not { Length: <= MaxWrittenLength })
            return UserErrors.InvalidPhone;
        var value = Punctuation().Replace(text, string.Empty);
        return E164().IsMatch(value) ? new PhoneNumber(value) : UserErrors.InvalidPhone;
    }

    public override string ToString() => Value;

    /// <summary>ITU-T E.123, section 6: spaces, and the parentheses, hyphens and dots that people use for them.</summary>
    [GeneratedRegex(@"[\s().\-]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex E164();
}
