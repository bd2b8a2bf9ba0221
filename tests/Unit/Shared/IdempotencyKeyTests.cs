using FsCheck;
using FsCheck.Fluent;
using Monolith.Shared.Application;

namespace Monolith.Tests.Unit.Shared;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"")]
    [InlineData("abcdefghijklmnop")]
    public void Takes_16_characters_and_more(string text) => IdempotencyKey.TryParse(text, out _).ShouldBeTrue();

    [Fact]
    public void Takes_128_characters_and_no_more()
    {
        IdempotencyKey.TryParse(new string('k', 128), out _).ShouldBeTrue();
        IdempotencyKey.TryParse(new string('k', 129), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("abcdefghijklmno")]
    [InlineData("\"abcdefghijklmno\"")]
    [InlineData("abcdefgh ijklmnop")]
    [InlineData("abcdefghijklmnöp")]
    [InlineData("abcdefghijklmnop, abcdefghijklmnop")]
    [InlineData("\"abcdefghijklmnop")]
    public void Refuses_what_is_short_or_not_visible_ASCII(string? text) => IdempotencyKey.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void With_and_without_quotes_it_is_the_same_key() =>
        Of("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"").ShouldBe(Of("8e03978e-40d5-43dd-bc93-6894a57f9324"));

    [Fact]
    public void The_same_request_and_no_other_has_the_same_fingerprint() =>
        Prop.ForAll(
            Gen.Elements("a", "b", "ab", "\0", "ä").ListOf().Two().ToArbitrary(),
            names => Fingerprint(names.Item1) == Fingerprint([.. names.Item1])
                && Fingerprint(names.Item1) == Fingerprint(names.Item2) == names.Item1.SequenceEqual(names.Item2)).QuickCheckThrowOnFailure();

    [Fact]
    public void It_does_not_end_in_a_log()
    {
        var key = Key("8e03978e-40d5-43dd-bc93-6894a57f9324");
        $"{key} {key.For("body")}".ShouldNotContain("8e03978e");
    }

    private static string Fingerprint(IReadOnlyList<string> names) => Key("8e03978e-40d5-43dd-bc93-6894a57f9324").For(new { names }).Fingerprint;

    private static RepeatableRequest Of(string text) => Key(text).For("body");

    private static IdempotencyKey Key(string text) =>
        IdempotencyKey.TryParse(text, out var key) ? key : throw new InvalidOperationException($"{text} is no key.");
}
