namespace Monolith.Identity.Domain;

/// <summary>Long, and nothing that others guess first (NIST SP 800-63B-4, section 3.1.1.2); no rules of composition.</summary>
public static class PasswordPolicy
{
    /// <summary>Counted in Unicode code points.</summary>
    public const int MinLength = 12;

    public const int MaxLength = 128;

    private const int MinDistinct = 5;

    /// <summary>What must remain of a password without the person's own name and address.</summary>
    private const int MinOwn = 8;

    private const int MinNamePart = 3;

    // Guessable also one after another; two of them are not among the common passwords.
    private static readonly string[] Words =
    [
        "administrator", "changeme", "iloveyou", "letmein", "monolith", "passphrase", "password",
        "passwort", "qwertyuiop", "qwertzuiop", "secret", "superman", "trustno", "welcome",
    ];

    /// <returns>The rules that the password breaks, as sentences for the person; none when it is good.</returns>
    public static IEnumerable<string> BrokenRules(string password, string email, string displayName)
    {
        ArgumentNullException.ThrowIfNull(password);
        var length = password.EnumerateRunes().Count();
        if (length < MinLength)
            yield return $"Must have at least {MinLength} characters.";
        else if (length > MaxLength)
            yield return $"Must have at most {MaxLength} characters.";
        else if (password.Distinct().Count() < MinDistinct || IsSequence(password) || IsGuessable(password))
            yield return "Is one of the first that others would guess; take a less common one.";
        else if (IsMadeOf(password, email, displayName))
            yield return "Must not consist of your own name or address.";
    }

    private static bool IsSequence(string password) =>
        password.Zip(password.Skip(1), (first, second) => Math.Abs(second - first)).Count(step => step <= 1) >= password.Length - 2;

    /// <summary>A common password as it is, with figures and signs around or between, or several times over.</summary>
    private static bool IsGuessable(string password)
    {
        var text = password.ToLowerInvariant();
        var letters = string.Concat(text.Where(char.IsLetter));
        return new[] { text, letters, Repeated(text), Repeated(letters) }.Any(CommonPasswords.Contains) || IsMadeOfWords(letters);
    }

    private static bool IsMadeOfWords(string letters) =>
        letters.Length > 0
        && Words.Aggregate(letters, (rest, word) => rest.Replace(word, string.Empty, StringComparison.Ordinal)).Length == 0;

    /// <returns>The shortest part that the text repeats; the text itself when it repeats none.</returns>
    private static string Repeated(string text) =>
        text.Length == 0 ? text : text[..(text + text).IndexOf(text, 1, StringComparison.Ordinal)];

    private static bool IsMadeOf(string password, string email, string displayName)
    {
        var rest = $"{email} {displayName}"
            .Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Length >= MinNamePart)
            .OrderByDescending(part => part.Length)
            .Aggregate(password, (left, part) => left.Replace(part, string.Empty, StringComparison.OrdinalIgnoreCase));
        return rest.Length < password.Length && rest.Length < MinOwn;
    }
}
