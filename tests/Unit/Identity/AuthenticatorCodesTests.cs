using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class AuthenticatorCodesTests
{
    /// <summary>"12345678901234567890", the secret of the test vectors of RFC 6238, appendix B.</summary>
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private readonly ManualClock _clock = new();
    private readonly UserManager<Account> _users;
    private readonly Account _account;

    public AuthenticatorCodesTests()
    {
        _users = TestAccounts.Manager(_clock);
        _account = Account.Register(EmailAddress.Parse("ada@example.org"), "Ada", "hash", _clock.GetUtcNow());
        _account.Use(new Authenticator(Key, ConfirmedAt: null, RecoveryCodes: []));
    }

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public async Task Takes_the_last_six_digits_of_the_published_vectors(long seconds, string code) => (await IsTakenAsync(seconds, code)).ShouldBeTrue();

    [Theory]
    [InlineData(1111111110 - 61, false)]
    [InlineData(1111111110 - 60, false)]
    [InlineData(1111111110 - 31, false)]
    [InlineData(1111111110 - 30, true)]
    [InlineData(1111111110 + 59, true)]
    [InlineData(1111111110 + 60, false)]
    public async Task Takes_a_code_for_its_own_step_and_one_on_each_side(long seconds, bool isTaken) => (await IsTakenAsync(seconds, "050471")).ShouldBe(isTaken);

    [Theory]
    [InlineData("")]
    [InlineData("50471")]
    [InlineData("0050471")]
    public async Task Takes_nothing_that_is_shorter_or_longer(string code) => (await IsTakenAsync(1111111111, code)).ShouldBeFalse();

    private Task<bool> IsTakenAsync(long seconds, string code)
    {
        _clock.Advance(DateTimeOffset.FromUnixTimeSeconds(seconds) - _clock.GetUtcNow());
        return _users.VerifyTwoFactorTokenAsync(_account, TokenOptions.DefaultAuthenticatorProvider, code);
    }
}
