using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class ApiTokenTests
{
    /// <summary>Written down once, so that tokens which are out there stay valid.</summary>
    private const string Known = "mlp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg";
    private const string KnownChecksum = "2MPj3B";

    [Fact]
    public void It_looks_as_secret_scanners_expect_it()
    {
        var token = ApiToken.New();
        token.Encode().ShouldMatch(@"\Amlp_[0-9A-Za-z]{49}\z");
        token.ToString().ShouldNotContain(token.Encode()[4..]);
        token.Hash.ShouldMatch(@"\A[0-9a-f]{64}\z");
    }

    [Fact]
    public void A_token_that_was_handed_out_is_recognised_for_ever() =>
        ApiToken.TryParse(Known + KnownChecksum, out _).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mlp_")]
    [InlineData(Known)]
    [InlineData(Known + "000000")]
    [InlineData("ghp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg" + KnownChecksum)]
    [InlineData("MLP_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg" + KnownChecksum)]
    [InlineData(Known + KnownChecksum + " ")]
    [InlineData("mlp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcde-_" + KnownChecksum)]
    [InlineData("mlp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefé" + KnownChecksum)]
    public void What_is_no_whole_token_is_none(string? text) => ApiToken.TryParse(text, out _).ShouldBeFalse();
}
