using FsCheck;
using FsCheck.Fluent;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity.External;

/// <summary>Whatever is let through stays inside the application, as a browser understands it.</summary>
public sealed class LocalAddressProperties
{
    private static readonly Uri Home = new("https://app.example.com/sign-in");

    private static readonly string[] Tricks =
    [
        "/", "//", "\\", ".", "..", "%2e", "%2f", "%5c", "@", ":", "?", "#", "&", "=", "\t", "\r\n", "\0", " ", "\u2028", "ａ", "／", "http:", "https://",
        "javascript:", "evil.example", "users", "app.example.com",
    ];

    private static readonly Gen<string> Crooked =
        from parts in Gen.OneOf(Gen.Elements(Tricks), Gen.Elements(Tricks), ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)).ListOf()
        select string.Concat(parts);

    private static readonly Gen<string> Beginning = from rest in Crooked select $"/{rest}";

    [Fact]
    public void What_is_let_through_never_leaves_the_origin() =>
        Prop.ForAll(Gen.OneOf(Crooked, Beginning).ToArbitrary(), StaysOrIsRefused)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Ordinary_addresses_are_let_through() =>
        Prop.ForAll(
            (from parts in Gen.Elements("users", "security", "monitoring", "traces", "a-b_c~1", "%C3%A9").ListOf()
             from query in Gen.Elements("", "?q=ada", "?returnTo=%2Fusers&page=2", "#top", "?u=https://example.com//x")
             select $"/{string.Join('/', parts)}{query}").ToArbitrary(),
            LocalAddress.IsLocal).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("users")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\/evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("/users//evil.example")]
    [InlineData("/.//evil.example")]
    [InlineData("/users/..//evil.example")]
    [InlineData("/%2E%2e//evil.example")]
    [InlineData("/users/%2e%2E")]
    [InlineData(" /users")]
    [InlineData("/us\u00e9rs")]
    [InlineData("https://app.example.com/users")]
    public void These_are_refused(string? address) => LocalAddress.IsLocal(address).ShouldBeFalse();

    [Fact]
    public void Nothing_endless_is_let_through()
    {
        LocalAddress.IsLocal($"/{new string('a', LocalAddress.MaxLength - 1)}").ShouldBeTrue();
        LocalAddress.IsLocal($"/{new string('a', LocalAddress.MaxLength)}").ShouldBeFalse();
    }

    private static bool StaysOrIsRefused(string address)
    {
        if (!LocalAddress.IsLocal(address))
            return true;
        var target = new Uri(Home, address);
        return target.GetLeftPart(UriPartial.Authority) == "https://app.example.com"
            && target.UserInfo.Length == 0
            // Also when a page takes the path out and follows it once more.
            && !target.AbsolutePath.StartsWith("//", StringComparison.Ordinal)
            && !address.Any(char.IsControl);
    }
}
