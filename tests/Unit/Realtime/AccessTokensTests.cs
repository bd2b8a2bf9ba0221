using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Monolith.Realtime.Infrastructure.Sessions;
using Monolith.Shared.Application;

namespace Monolith.Tests.Unit.Realtime;

public sealed class AccessTokensTests : IRolePermissions, IDisposable
{
    private static readonly Guid Ann = Guid.CreateVersion7();
    private static readonly Guid SessionId = Guid.CreateVersion7();

    private readonly SymmetricSecurityKey key = new(RandomNumberGenerator.GetBytes(32));
    private readonly ServiceProvider provider;
    private readonly AccessTokens tokens;

    public AccessTokensTests()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters.ValidIssuer = "here";
            bearer.TokenValidationParameters.ValidateAudience = false;
            bearer.TokenValidationParameters.IssuerSigningKey = key;
        });
        provider = services.BuildServiceProvider();
        tokens = new AccessTokens(provider.GetRequiredService<IServiceScopeFactory>(), this);
    }

    public void Dispose() => provider.Dispose();

    public ValueTask<IReadOnlySet<string>> GrantedAsync(IReadOnlyList<string> roles, bool withSecondFactor) => new(roles.Select(role => $"{role}.granted").ToHashSet());

    ValueTask<bool> IRolePermissions.AdmitAsync(IReadOnlyList<string> roles, bool withSecondFactor) => throw new NotSupportedException();

    void IRolePermissions.Forget() => throw new NotSupportedException();

    [Fact]
    public async Task Reads_who_it_is_what_the_roles_grant_and_until_when()
    {
        var ends = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds());
        var reading = await ReadAsync(Ann.ToString(), ends, key);
        reading.IsValid.ShouldBeTrue();
        reading.Subscriber.UserId.ShouldBe(Ann);
        reading.Subscriber.SessionId.ShouldBe(SessionId);
        reading.Subscriber.Roles.ShouldBe(["admin", "operator"]);
        reading.Subscriber.Permissions.ShouldBe(["admin.granted", "operator.granted"], ignoreOrder: true);
        reading.ExpiresAt.ShouldBe(ends);
    }

    [Fact]
    public async Task Tells_a_token_that_was_valid_once_from_one_that_never_was()
    {
        var past = TimeProvider.System.GetUtcNow().AddHours(-1);
        (await ReadAsync(Ann.ToString(), past, key)).ShouldBe(TokenReading.Expired);
        var foreign = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32));
        (await ReadAsync(Ann.ToString(), past, foreign)).ShouldBe(TokenReading.Invalid);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a b\r\nc: d")]
    [InlineData("..")]
    public async Task Refuses_what_is_no_token(string text) =>
        (await tokens.ReadAsync(text, TestContext.Current.CancellationToken)).ShouldBe(TokenReading.Invalid);

    [Fact]
    public async Task Refuses_a_token_of_nobody_and_one_of_no_session()
    {
        var soon = TimeProvider.System.GetUtcNow().AddMinutes(5);
        (await ReadAsync("nobody", soon, key)).ShouldBe(TokenReading.Invalid);
        (await ReadAsync(Ann.ToString(), soon, key, session: "none")).ShouldBe(TokenReading.Invalid);
    }

    private Task<TokenReading> ReadAsync(string subject, DateTimeOffset expires, SecurityKey signedBy, string? session = null)
    {
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "here",
            Claims = new Dictionary<string, object>
            {
                ["sub"] = subject,
                ["sid"] = session ?? SessionId.ToString(),
                ["roles"] = new[] { "admin", "operator" },
            },
            NotBefore = expires.UtcDateTime.AddHours(-2),
            Expires = expires.UtcDateTime,
            SigningCredentials = new SigningCredentials(signedBy, SecurityAlgorithms.HmacSha256),
        });
        return tokens.ReadAsync(token, TestContext.Current.CancellationToken);
    }
}
