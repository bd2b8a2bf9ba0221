using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("vx8#Lq2!mZ0p")]
    [InlineData("äöüßéèçñøåœæ")]
    [InlineData("my ada goes sailing on sundays")]
    [InlineData("パスワードは長いほうがいいのです")]
    public void Takes_what_is_long_and_not_obvious(string password) => Broken(password).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("elevenchars")]
    [InlineData("😀😁😂🤣😃😄😅😆😉😊😋")]
    public void Refuses_less_than_twelve_characters(string password) => Broken(password).Single().ShouldContain("at least 12");

    [Fact]
    public void Takes_exactly_128_characters_and_no_more()
    {
        var longest = string.Concat(Enumerable.Repeat("abcdefgh😀123456x", 8));
        longest.EnumerateRunes().Count().ShouldBe(128);
        Broken(longest).ShouldBeEmpty();
        Broken(longest + "!").Single().ShouldContain("at most 128");
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("121212121212121")]
    [InlineData("123456789012345")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("Password12345!")]
    [InlineData("passwordpassword")]
    [InlineData("Welcome.2026!!")]
    [InlineData("password password")]
    [InlineData("Passphrase 2026!")]
    [InlineData("welcome, password")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("dragon dragon dragon")]
    [InlineData("!!--Administrator--!!")]
    [InlineData("Monolith-2026-Monolith")]
    [InlineData("monolith password")]
    [InlineData("leavemealone")]
    [InlineData("SonyEricsson")]
    [InlineData("q1w2e3r4t5y6")]
    public void Refuses_what_others_guess_first(string password) => Broken(password).Single().ShouldContain("guess");

    [Theory]
    [InlineData("ada.lovelace@analytical.example")]
    [InlineData("Ada Lovelace 1815")]
    [InlineData("lovelaceada!!")]
    public void Refuses_the_own_name_and_address(string password) => Broken(password).Single().ShouldContain("own name");

    [Fact]
    public void Finds_every_common_password_and_nothing_beside_them()
    {
        using var file = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        var lines = file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBeGreaterThan(10_000);
        lines.Count(line => line.EnumerateRunes().Count() >= PasswordPolicy.MinLength).ShouldBeGreaterThan(3_000);
        lines.ShouldAllBe(line => CommonPasswords.Contains(line));
        var known = lines.ToHashSet();
        string[] others = [string.Empty, "\n", "~~~~~", .. lines.Select(line => line + "~").Where(line => !known.Contains(line))];
        others.ShouldAllBe(other => !CommonPasswords.Contains(other));
    }

    private static IEnumerable<string> Broken(string password) =>
        PasswordPolicy.BrokenRules(password, "ada.lovelace@analytical.example", "Ada Lovelace");
}
