using System.Security.Claims;
using Monolith.Identity.Infrastructure.Tokens;

namespace Monolith.Tests.Unit.Identity;

public sealed class TokenSessionTests
{
    private static readonly Guid SessionId = Guid.CreateVersion7();
    private static readonly Guid AccountId = Guid.CreateVersion7();

    [Fact]
    public void A_token_says_whose_it_is_in_which_session_since_when_and_with_which_roles()
    {
        var token = TokenSession.Of(Principal(
            ("sid", SessionId.ToString()), ("sub", AccountId.ToString()), ("auth_time", "1700000000"), ("roles", "member"), ("roles", "operator")))!;
        (token.SessionId, token.AccountId, token.AuthenticatedAt).ShouldBe((SessionId, AccountId, 1_700_000_000));
        token.Roles.ShouldBe(["member", "operator"]);
    }

    [Fact]
    public void One_that_does_not_say_so_has_no_session()
    {
        TokenSession.Of(Principal(("sub", AccountId.ToString()), ("auth_time", "1700000000"))).ShouldBeNull();
        TokenSession.Of(Principal(("sid", SessionId.ToString()), ("auth_time", "1700000000"))).ShouldBeNull();
        TokenSession.Of(Principal(("sid", SessionId.ToString()), ("sub", AccountId.ToString()))).ShouldBeNull();
        TokenSession.Of(null).ShouldBeNull();
    }

    private static ClaimsPrincipal Principal(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value))));
}
