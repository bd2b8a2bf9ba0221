using System.Globalization;
using System.Text;

namespace Monolith.Tests.Unit.Monitoring;

/// <summary>One line of the text format, read as its specification says.</summary>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    public static IReadOnlyList<Sample> Parse(string text)
    {
        text.ShouldEndWith("\n");
        return [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(ParseLine)];
    }

    private static Sample ParseLine(string line)
    {
        var at = 0;
        while (char.IsAsciiLetterOrDigit(line[at]) || line[at] is '_' or ':')
            at++;
        var name = line[..at];
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (line[at] == '{')
        {
            do
            {
                var equals = line.IndexOf('=', at);
                var label = line[(at + 1)..equals];
                label.All(character => char.IsAsciiLetterOrDigit(character) || character == '_').ShouldBeTrue(line);
                char.IsAsciiDigit(label[0]).ShouldBeFalse(line);
                (var value, at) = ParseValue(line, equals + 1);
                labels.Add(label, value);
            }
            while (line[at] == ',');
            line[at++].ShouldBe('}', line);
        }

        line[at].ShouldBe(' ', line);
        return new(name, labels, Number(line[(at + 1)..]));
    }

    private static (string Value, int Next) ParseValue(string line, int at)
    {
        line[at++].ShouldBe('"', line);
        var value = new StringBuilder();
        for (; line[at] != '"'; at++)
        {
            if (line[at] != '\\')
                value.Append(line[at]);
            else
                value.Append(line[++at] switch { 'n' => '\n', '\\' => '\\', '"' => '"', _ => throw new FormatException(line) });
        }

        return (value.ToString(), at + 1);
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
