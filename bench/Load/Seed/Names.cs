using System.Buffers.Binary;
using Bogus;
using Bogus.Bson;

namespace Monolith.Bench.Load.Seed;

/// <summary>
/// What people are called: as in a country, some names are everywhere, and most are rare. A tenth has one of the few here, the others one of
/// thousands from Bogus.
/// </summary>
internal static class Names
{
    private static readonly (string[] Given, string[] Family) Common = (
        [
            "Ada", "Alexander", "Amelie", "Björn", "Carla", "Dimitri", "Elisabeth", "Fatima", "Gustavo", "Hanna", "Ingrid", "José", "Katharina",
            "Liam", "Maximilian", "Nadia", "Oluwaseun", "Priya", "Zoë",
        ],
        [
            "Andersson", "Bianchi", "Çelik", "Dubois", "Fernández", "García", "Hoffmann", "Ivanova", "Johansson", "Kowalski", "Lindqvist",
            "Lovelace", "Müller", "Nakamura", "O'Connor", "Papadopoulos", "Quintero", "Rossi", "Schmidt", "Takahashi", "Vasquez", "Wright",
            "Zimmermann",
        ]);

    private static readonly (string[] Given, string[] Family)[] Countries =
        [.. new[] { "de", "en", "es", "fi", "hr", "it", "nb_NO", "pl", "pt_PT" }.Select(locale => (List("first_name", locale), List("last_name", locale)))];

    /// <param name="chance">Six random bytes.</param>
    public static (string Given, string Family) Choose(ReadOnlySpan<byte> chance)
    {
        var (given, family) = chance[0] % 10 == 0 ? Common : Countries[chance[1] % Countries.Length];
        return (Pick(given, chance[2..]), Pick(family, chance[4..]));
    }

    private static string Pick(string[] names, ReadOnlySpan<byte> chance) => names[BinaryPrimitives.ReadUInt16LittleEndian(chance) % names.Length];

    private static string[] List(string kind, string locale)
    {
        var names = (BArray)Database.Get("name", kind, locale);
        // Some have lost a letter.
        return [.. Enumerable.Range(0, names.Count).Select(number => names[number].StringValue).Where(name => !name.Contains('\uFFFD'))];
    }
}
