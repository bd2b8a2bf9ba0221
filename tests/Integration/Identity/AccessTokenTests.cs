using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Monolith.Identity.Infrastructure.Tokens;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Identity;

public sealed class AccessTokenTests(OneHost fixture, Services services) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Anybody_can_verify_a_token_with_the_published_keys()
    {
        using var client = Host.CreateClient();
        var login = await AdminAsync(client);
        var keys = new JsonWebKeySet(await client.GetStringAsync("/.well-known/jwks.json"));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(login.AccessToken, new TokenValidationParameters
        {
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidIssuer = new JsonWebToken(login.AccessToken).Issuer,
            ValidAudience = "monolith",
            ValidTypes = ["at+jwt"],
        });
        result.IsValid.ShouldBeTrue(result.Exception?.Message);
        result.Claims.Keys.ShouldBe(["iss", "aud", "sub", "sid", "iat", "exp", "jti", "roles"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_published_keys_have_no_private_part()
    {
        using var client = Host.CreateClient();
        var keys = (await client.GetFromJsonAsync<JsonObject>("/.well-known/jwks.json"))!["keys"]!.AsArray();
        keys.ShouldHaveSingleItem()!.AsObject().Select(member => member.Key).ShouldBe(["kty", "use", "alg", "crv", "kid", "x", "y"], ignoreOrder: true);
    }

    [Fact]
    public async Task Claims_signatures_and_algorithms_cannot_be_changed()
    {
        using var client = Host.CreateClient();
        var token = (await AdminAsync(client)).AccessToken;
        var parts = token.Split('.');
        var keys = await client.GetStringAsync("/.well-known/jwks.json");
        string[] forgeries =
        [
            $"{parts[0]}.{Changed(parts[1], claims => claims["roles"] = new JsonArray("operator"))}.{parts[2]}",
            $"{parts[0]}.{Changed(parts[1], claims => claims["exp"] = 4_102_444_800)}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{parts[2][..^2]}AA",
            $"{parts[0]}.{parts[1]}.",
            $"{Changed(parts[0], header => header["alg"] = "none")}.{parts[1]}.",
            SignedWithPublicKey(Changed(parts[0], header => header["alg"] = "HS256"), parts[1], keys),
            "nonsense",
            "a.b.c",
        ];
        (await client.GetAuthAsync("me", token)).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var forgery in forgeries)
            (await client.GetAuthAsync("me", forgery)).Status.ShouldBe(HttpStatusCode.Unauthorized, forgery);
    }

    [Theory]
    [InlineData("at+jwt", AccessTokens.Audience, null, 0, HttpStatusCode.OK)]
    [InlineData("JWT", AccessTokens.Audience, null, 0, HttpStatusCode.Unauthorized)]
    [InlineData("at+jwt", "another-service", null, 0, HttpStatusCode.Unauthorized)]
    [InlineData("at+jwt", AccessTokens.Audience, "https://elsewhere.test", 0, HttpStatusCode.Unauthorized)]
    [InlineData("at+jwt", AccessTokens.Audience, null, -11, HttpStatusCode.Unauthorized)]
    [InlineData("at+jwt", AccessTokens.Audience, null, 5, HttpStatusCode.Unauthorized)]
    public async Task Our_own_key_vouches_for_tokens_of_this_kind_place_and_time_only(
        string type, string audience, string? issuer, int minutesFromNow, HttpStatusCode expected)
    {
        var keys = Host.Services.GetRequiredService<SigningKeys>();
        using var client = Host.CreateClient();
        var login = await AdminAsync(client);
        var now = TimeProvider.System.GetUtcNow().AddMinutes(minutesFromNow).UtcDateTime;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Audience = audience,
            Issuer = issuer ?? new JsonWebToken(login.AccessToken).Issuer,
            NotBefore = now,
            IssuedAt = now,
            Expires = now.AddMinutes(10),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = (string)login.Json["user"]!["id"]!,
                ["sid"] = new JsonWebToken(login.AccessToken).GetClaim("sid").Value,
                ["roles"] = new[] { "admin" },
            },
            SigningCredentials = new SigningCredentials(await keys.SignerAsync(CancellationToken.None), AccessTokens.Algorithm),
        });
        (await client.GetAuthAsync("me", token)).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task A_key_of_somebody_else_signs_nothing_here_whatever_its_id_says()
    {
        using var client = Host.CreateClient();
        var parts = (await AdminAsync(client)).AccessToken.Split('.');
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var header in new[] { parts[0], Changed(parts[0], header => header["kid"] = "invented"), Changed(parts[0], header => header.Remove("kid")) })
        {
            var signature = Base64UrlEncoder.Encode(own.SignData(Encoding.ASCII.GetBytes($"{header}.{parts[1]}"), HashAlgorithmName.SHA256));
            (await client.GetAuthAsync("me", $"{header}.{parts[1]}.{signature}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Two_nodes_that_start_at_once_sign_with_one_key()
    {
        var database = await services.CreateDatabaseAsync();
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = database,
            ["ConnectionStrings:Redis"] = services.Redis,
            ["PublicUrl"] = "http://localhost:5080",
            ["Identity:KeyEncryptionKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        var nodes = await Task.WhenAll(MonolithHost.StartAsync(services, settings), MonolithHost.StartAsync(services, settings));
        await using var one = nodes[0];
        await using var two = nodes[1];
        using var first = one.CreateClient();
        using var second = two.CreateClient();

        var login = await AdminAsync(first);

        (await second.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await second.RefreshAsync(login.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await first.GetStringAsync("/.well-known/jwks.json")).ShouldBe(await second.GetStringAsync("/.well-known/jwks.json"));
    }

    [Fact]
    public async Task Signing_keys_rest_encrypted_and_another_encryption_key_stops_the_start_in_one_sentence()
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Postgres"] = await services.CreateDatabaseAsync(),
            ["Identity:KeyEncryptionKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        await using (var host = await MonolithHost.StartAsync(services, settings))
        {
            await using var source = NpgsqlDataSource.Create(host.ConnectionString);
            await using var stored = source.CreateCommand("select data ->> 'IsEncrypted' from identity.mt_doc_signingkey");
            (await stored.ExecuteScalarAsync()).ShouldBe("true");
        }

        settings["Identity:KeyEncryptionKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await using var process = HostProcess.Start(settings);
        (await process.ExitAsync()).ShouldBe(1);
        process.Output.ShouldContain("Identity:KeyEncryptionKey is not the key that the signing keys in the database were stored with.");
        process.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_member_may_not_read_the_directory_and_anonymous_callers_nothing()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var anonymous = Host.CreateClient();
        using var refused = await member.GetAsync("/api/v1/users");
        using var unknown = await anonymous.GetAsync("/api/v1/users");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    private static Task<AuthAnswer> AdminAsync(HttpClient client) => client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);

    private static string Changed(string part, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Base64UrlEncoder.Decode(part))!.AsObject();
        change(json);
        return Base64UrlEncoder.Encode(json.ToJsonString());
    }

    /// <summary>The classic confusion: the public key taken for a shared secret.</summary>
    private static string SignedWithPublicKey(string header, string claims, string keys) =>
        $"{header}.{claims}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(keys), Encoding.ASCII.GetBytes($"{header}.{claims}")))}";
}
