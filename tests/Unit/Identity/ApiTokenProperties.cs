using FsCheck;
using FsCheck.Fluent;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

/// <summary>Whatever becomes of a token on its way, only the token itself is taken for one.</summary>
public sealed class ApiTokenProperties
{
    private static readonly Gen<string> AnyToken = Gen.Fresh(() => ApiToken.New().Encode());

    private static readonly Gen<char> AnyCharacter =
        Gen.Frequency((8, Gen.Elements("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".ToCharArray())), (1, Gen.Choose(0, 0xFFFF).Select(code => (char)code)));

    [Fact]
    public void Every_token_is_read_as_it_was_written() =>
        Prop.ForAll(AnyToken.ToArbitrary(), text => ApiToken.TryParse(text, out var token) && token.Encode() == text).QuickCheckThrowOnFailure();

    [Fact]
    public void No_two_tokens_are_alike() =>
        Prop.ForAll(AnyToken.Two().ToArbitrary(), pair => Hash(pair.Item1) != Hash(pair.Item2)).QuickCheckThrowOnFailure();

    [Fact]
    public void One_wrong_character_anywhere_is_noticed() =>
        Prop.ForAll(
            (from text in AnyToken
             from place in Gen.Choose(0, ApiToken.Length - 1)
             from character in AnyCharacter
             where text[place] != character
             select text[..place] + character + text[(place + 1)..]).ToArbitrary(),
            IsRefused).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_neighbours_that_changed_places_are_noticed() =>
        Prop.ForAll(
            (from text in AnyToken
             from place in Gen.Choose(0, ApiToken.Length - 2)
             where text[place] != text[place + 1]
             select text[..place] + text[place + 1] + text[place] + text[(place + 2)..]).ToArbitrary(),
            IsRefused).QuickCheckThrowOnFailure();

    [Fact]
    public void A_part_and_an_addition_are_noticed() =>
        Prop.ForAll(
            (from text in AnyToken
             from length in Gen.Choose(0, ApiToken.Length - 1)
             from character in AnyCharacter
             from changed in Gen.Elements(text[..length], text[length..], text + character, character + text)
             where changed != text
             select changed).ToArbitrary(),
            IsRefused).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_read_without_an_accident() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => IsRefused(text) && IsRefused(ApiToken.Prefix + text)).QuickCheckThrowOnFailure();

    private static bool IsRefused(string? text) => !ApiToken.TryParse(text, out _);

    private static string Hash(string text) => ApiToken.TryParse(text, out var token) ? token.Hash : string.Empty;
}
