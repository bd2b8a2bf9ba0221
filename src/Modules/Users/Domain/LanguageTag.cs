using System.Text.RegularExpressions;
using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

/// <summary>
/// A language, with script, region and variants if need be, in the case that RFC 5646 (BCP 47), section 2.1.1, recommends. Whether anybody
/// speaks it is not looked up; extensions and private use are nobody's language and refused.
/// </summary>
public sealed partial record LanguageTag
{
    /// <summary>RFC 5646, section 4.4.1, asks for room for 35 characters.</summary>
    public const int MaxLength = 35;

    private LanguageTag(string value) => Value = value;

    public string Value { get; }

    public static Result<LanguageTag> Create(string? text)
    {
        var value = (text ?? string.Empty).Trim();
        if (value.Length > MaxLength || Form().Match(value) is not { Success: true } match)
            return UserErrors.InvalidLocale;
        var (language, script, region, variants) = (match.Groups["language"], match.Groups["script"], match.Groups["region"], match.Groups["variants"]);
        return new LanguageTag(string.Concat(
            language.Value.ToLowerInvariant(),
            script.Success ? $"-{char.ToUpperInvariant(script.Value[0])}{script.Value[1..].ToLowerInvariant()}" : string.Empty,
            region.Success ? $"-{region.Value.ToUpperInvariant()}" : string.Empty,
            variants.Value.ToLowerInvariant()));
    }

    public override string ToString() => Value;

    [GeneratedRegex(
        "^(?<language>[A-Za-z]{2,3})(-(?<script>[A-Za-z]{4}))?(-(?<region>[A-Za-z]{2}|[0-9]{3}))?"
        + @"(?<variants>(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Form();
}
