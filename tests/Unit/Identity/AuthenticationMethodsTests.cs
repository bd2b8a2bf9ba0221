using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class AuthenticationMethodsTests
{
    [Theory]
    [InlineData("pwd", "pwd")]
    [InlineData("pwd fed pwd", "pwd fed")]
    [InlineData("pwd otp", "pwd otp mfa")]
    [InlineData("fed otp", "fed otp mfa")]
    [InlineData("pwd otp mfa otp", "pwd otp mfa")]
    [InlineData("otp", "otp")]
    [InlineData("pop user", "pop user mfa")]
    [InlineData("pwd pop", "pwd pop mfa")]
    public void A_code_beside_something_else_is_more_than_one_factor_and_so_is_a_passkey_alone(string shown, string expected) =>
        string.Join(' ', AuthenticationMethods.Together(shown.Split(' '))).ShouldBe(expected);
}
