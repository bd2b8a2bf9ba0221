namespace Monolith.Users.Application.Files;

/// <summary>What a file can say of people, and what its columns are called elsewhere.</summary>
internal static class ImportFields
{
    public const string Email = "email";

    /// <summary>Only for whoever is new.</summary>
    public const string PasswordHash = "passwordHash";

    private static readonly Dictionary<string, string[]> Names = new()
    {
        [Email] = ["email", "emailaddress", "mail", "mailaddress"],
        ["displayName"] = ["displayname", "name", "fullname"],
        ["givenName"] = ["givenname", "firstname", "forename"],
        ["familyName"] = ["familyname", "lastname", "surname"],
        ["phone"] = ["phone", "phonenumber", "telephone", "mobile"],
        ["locale"] = ["locale", "language"],
        ["timeZone"] = ["timezone"],
        [PasswordHash] = ["passwordhash"],
    };

    public static IReadOnlyCollection<string> All => Names.Keys;

    /// <returns>The field that a column of this name means, in any case and with anything between its letters; null for none.</returns>
    public static string? Recognise(string column)
    {
        var letters = string.Concat(column.Where(char.IsLetter)).ToLowerInvariant();
        return Names.FirstOrDefault(field => field.Value.Contains(letters)).Key;
    }
}
