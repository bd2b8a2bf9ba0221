using System.Globalization;

namespace Monolith.Bench.Load;

/// <summary>What the command line asks for.</summary>
/// <param name="Only">One row, or null for all.</param>
/// <param name="People">How many people the directory holds.</param>
/// <param name="IsQuick">Shorter turns, and without a name only rows with bars.</param>
/// <param name="Out">The folder for the results.</param>
internal sealed record Options(string? Only, int People, bool IsQuick, string Out)
{
    private const int LeastPeople = 100;
    private const int MostPeople = 1_000_000;

    /// <summary>The options, or the sentence that says what is wrong with them.</summary>
    public static (Options? Options, string? Problem) Parse(string[] arguments, IReadOnlyCollection<string> rows)
    {
        var options = new Options(Only: null, People: 10_000, IsQuick: false, Out: ".");
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, value) = Split(arguments, ref i);
            switch (name)
            {
                case "--quick" when value is null:
                    options = options with { IsQuick = true };
                    break;
                case "--only" when value is not null && rows.Contains(value):
                    options = options with { Only = value };
                    break;
                case "--only":
                    return (null, $"--only needs one of {string.Join(", ", rows)}, not '{value}'.");
                case "--rows" when int.TryParse(value, CultureInfo.InvariantCulture, out var people) && people is >= LeastPeople and <= MostPeople:
                    options = options with { People = people };
                    break;
                case "--rows":
                    return (null, $"--rows needs a number of people between {LeastPeople} and {MostPeople}, not '{value}'.");
                case "--out" when value is { Length: > 0 }:
                    options = options with { Out = value };
                    break;
                default:
                    return (null, $"'{arguments[i]}' is not understood: there are --only NAME, --rows N, --quick and --out FOLDER.");
            }
        }

        return (options, null);
    }

    /// <summary>Understands <c>--name value</c> and <c>--name=value</c>.</summary>
    private static (string Name, string? Value) Split(string[] arguments, ref int at)
    {
        if (arguments[at].Split('=', 2) is [var name, var value])
            return (name, value);
        var takesValue = arguments[at] is "--only" or "--rows" or "--out";
        return takesValue && at + 1 < arguments.Length ? (arguments[at], arguments[++at]) : (arguments[at], null);
    }
}
