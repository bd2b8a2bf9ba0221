using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Monolith.Tests.Integration.Substitutes;

public enum Distance : ulong
{
    Near = 0,
    Far = ulong.MaxValue,
}

/// <summary>A member of every type that System.Text.Json writes by itself.</summary>
public sealed record Everything(
    Guid Id, string Text, string? Absent, char Letter, bool Flag, sbyte Tiny, ulong Large, Int128 Huge, decimal Exact, double Approximate,
    float Rough, Half Half, DateTime Clock, DateTimeOffset At, DateOnly Day, TimeOnly Time, TimeSpan Span, Distance Distance,
    long? Perhaps, byte[] Bytes, IReadOnlyList<IReadOnlyList<string>> Nested, IReadOnlyDictionary<string, string?> Named)
{
    /// <summary>All of it in a form in which equal is the same to the last bit; the sign of zero, which jsonb does not keep, is left out.</summary>
    public string Facts() => string.Join(
        '\u0001',
        Id, Text, Absent is null, (int)Letter, Flag, Tiny, Large, Huge, Exact.ToString(CultureInfo.InvariantCulture),
        BitConverter.DoubleToInt64Bits(Approximate + 0.0), BitConverter.SingleToInt32Bits(Rough + 0.0f), (double)Half + 0.0,
        Clock.Ticks, Clock.Kind, At.Ticks, At.Offset, Day.DayNumber, Time.Ticks, Span.Ticks, (ulong)Distance, Perhaps,
        Convert.ToHexString(Bytes), string.Join('\u0002', Nested.Select(inner => string.Join('\u0003', inner))),
        string.Join('\u0002', Named.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key}\u0003{n.Value is null}{n.Value}")));
}

/// <summary>A member of every type that can be a duplicated field.</summary>
public sealed record Sample(
    Guid Id, string? Text, bool Flag, short Small, int Number, long Large, decimal Exact, double Approximate, Guid Other,
    DateTimeOffset At, DateTime Clock, DateOnly Day, Standing Standing, int? Perhaps);

/// <summary>Generators that prefer the ends of every range.</summary>
internal static class MartenValues
{
    public static readonly Gen<string> Texts = Runes().ListOf().Select(runes => string.Concat(runes));

    private static readonly IArbMap Map = ArbMap.Default;

    public static Gen<Everything> Everything()
    {
        var number = Gen.Choose(int.MinValue, int.MaxValue);
        return
            from text in Texts
            from letter in Gen.Choose(1, 0xD7FF)
            from numbers in number.ArrayOf(4)
            from huge in Gen.Elements(Int128.MinValue, Int128.MaxValue, Int128.Zero, Int128.NegativeOne, ulong.MaxValue)
            from exact in Exact()
            from approximate in Approximate()
            from single in Single()
            from half in Gen.Elements(Half.MinValue, Half.MaxValue, Half.Epsilon, Half.NegativeZero, Half.Pi)
            from clock in Instants().SelectMany(i => Gen.Elements(Enum.GetValues<DateTimeKind>()).Select(k => DateTime.SpecifyKind(i.DateTime, k)))
            from at in Instants()
            from bytes in Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf()
            from nested in Texts.ArrayOf().ArrayOf()
            from named in Texts.ArrayOf()
            select new Everything(
                Guid.CreateVersion7(), text, numbers[0] % 2 == 0 ? null : text, (char)letter, numbers[1] > 0, (sbyte)numbers[0],
                unchecked((ulong)((long)numbers[0] << 32 | (uint)numbers[1])), huge, exact, approximate, single, half, Valid(clock), at,
                DateOnly.FromDateTime(at.DateTime), TimeOnly.FromDateTime(at.DateTime), new TimeSpan(unchecked(at.Ticks * numbers[2])),
                (Distance)unchecked((ulong)numbers[3]), numbers[2] % 3 == 0 ? null : (long)numbers[2] * numbers[3], bytes, nested,
                named.Distinct(StringComparer.Ordinal).ToDictionary(n => n, n => n.Length == 1 ? null : n, StringComparer.Ordinal));
    }

    public static Gen<Sample> Samples() =>
        from text in Texts
        from numbers in Gen.Choose(int.MinValue, int.MaxValue).ArrayOf(4)
        from exact in Exact()
        from approximate in Approximate()
        from at in Instants()
        from standing in Gen.Elements(Enum.GetValues<Standing>())
        select new Sample(
            Guid.CreateVersion7(), numbers[0] % 5 == 0 ? null : text, numbers[0] > 0, (short)numbers[1], numbers[2],
            (long)numbers[2] << 31 | (uint)numbers[3], exact, approximate, Guid.CreateVersion7(), at, at.DateTime,
            DateOnly.FromDateTime(at.DateTime), standing, numbers[3] % 2 == 0 ? null : numbers[3]);

    private static Gen<Rune> Runes()
    {
        // Control characters but NUL, Latin, combining marks, Hebrew and Arabic, marks of direction, the ends of the plane, astral planes.
        (int From, int To)[] ranges =
        [
            (1, 0x1F), (0x20, 0x7E), (0x7F, 0x9F), (0x300, 0x36F), (0x590, 0x6FF), (0x200B, 0x202E), (0xE000, 0xFFFF), (0x1F300, 0x1FAFF), (0x10000, 0x10FFFF),
        ];
        return Gen.Elements(ranges).SelectMany(range => Gen.Choose(range.From, range.To)).Select(value => new Rune(value));
    }

    private static Gen<decimal> Exact() => Gen.OneOf(
        Gen.Elements(decimal.MinValue, decimal.MaxValue, 0m, 0.0000000000000000000000000001m, 1.10m, -79228162514264337593543950334.5m),
        Map.GeneratorFor<decimal>());

    private static Gen<double> Approximate() => Gen.OneOf(
        Gen.Elements(double.MinValue, double.MaxValue, double.Epsilon, -double.Epsilon, -0.0, 0.1, Math.PI, 1e22, 9007199254740993d),
        Map.GeneratorFor<double>().Where(double.IsFinite));

    private static Gen<float> Single() => Gen.OneOf(
        Gen.Elements(float.MinValue, float.MaxValue, float.Epsilon, -0.0f, 0.1f, 16777216f, 1e-40f),
        Map.GeneratorFor<float>().Where(float.IsFinite));

    private static Gen<DateTimeOffset> Instants()
    {
        var offsets = Gen.Choose(-14 * 60, 14 * 60).Select(minutes => TimeSpan.FromMinutes(minutes));
        var ticks = Gen.Choose(0, int.MaxValue).SelectMany(high => Gen.Choose(0, int.MaxValue).Select(low =>
            (((long)high << 31) | (uint)low) % (DateTime.MaxValue.Ticks - (4 * TimeSpan.TicksPerDay)) + (2 * TimeSpan.TicksPerDay)));
        var any = ticks.SelectMany(t => offsets.Select(o => new DateTimeOffset(t, o)));
        return Gen.OneOf(any, Gen.Elements(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch));
    }

    /// <summary>A local time near the ends of the calendar has no offset that stays inside.</summary>
    private static DateTime Valid(DateTime clock) =>
        clock.Kind == DateTimeKind.Local && (clock.Year is 1 or 9999) ? DateTime.SpecifyKind(clock, DateTimeKind.Unspecified) : clock;
}
