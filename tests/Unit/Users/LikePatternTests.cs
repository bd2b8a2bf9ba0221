using FsCheck;
using FsCheck.Fluent;
using Monolith.Users.Infrastructure.Persistence;

namespace Monolith.Tests.Unit.Users;

public sealed class LikePatternTests
{
    [Theory]
    [InlineData("ada", "%ada%")]
    [InlineData("100%_\\", @"%100\%\_\\%")]
    public void Each_character_stands_for_itself(string text, string pattern) => LikePattern.Containing(text).ShouldBe(pattern);

    [Fact]
    public void A_pattern_finds_exactly_what_contains_the_text() =>
        Prop.ForAll(
            (from needle in Text() from hay in Text() from wrap in Gen.Elements(true, false) select (needle, hay: wrap ? hay + needle + hay : hay)).ToArbitrary(),
            sample => Like(sample.hay, LikePattern.Containing(sample.needle)) == sample.hay.Contains(sample.needle, StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_pattern_finds_exactly_what_begins_with_the_text() =>
        Prop.ForAll(
            (from needle in Text() from hay in Text() from wrap in Gen.Elements(true, false) select (needle, hay: wrap ? needle + hay : hay)).ToArbitrary(),
            sample => Like(sample.hay, LikePattern.BeginningWith(sample.needle)) == sample.hay.StartsWith(sample.needle, StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();

    private static Gen<string> Text() => Gen.Elements('a', 'b', '%', '_', '\\').ListOf().Select(characters => string.Concat(characters.Take(6)));

    /// <summary>LIKE as the PostgreSQL manual describes it.</summary>
    private static bool Like(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        if (pattern.IsEmpty)
            return text.IsEmpty;
        if (pattern[0] == '%')
        {
            for (var skipped = 0; skipped <= text.Length; skipped++)
            {
                if (Like(text[skipped..], pattern[1..]))
                    return true;
            }

            return false;
        }

        if (text.IsEmpty)
            return false;
        if (pattern[0] == '\\')
            return text[0] == pattern[1] && Like(text[1..], pattern[2..]);
        return (pattern[0] == '_' || pattern[0] == text[0]) && Like(text[1..], pattern[1..]);
    }
}
