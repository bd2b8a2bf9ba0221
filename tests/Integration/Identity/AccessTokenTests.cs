using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
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
        result.Claims.Keys.ShouldBe(["iss", "aud", "sub", "sid", "iat", "exp", "jti", "roles", "auth_time", "amr"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_published_keys_have_no_private_part()
    {
        using var client = Host.CreateClient();
        var keys = (await client.GetFromJsonAsync<JsonObject>("/.well-known/jwks.json"))!["keys"]!.AsArray();
        keys.ShouldHaveSingleItem()!.AsObject().Select(member => member.Key).ShouldBe(["kty", "use", "alg", "crv", "kid", "x", "y"], ignoreOrder: true);
    }

    [Fact]
    public async Task Tokens_are_signed_on_a_curve_that_gives_128_bits_of_security()
    {
        using var client = Host.CreateClient();
        var key = (await client.GetFromJsonAsync<JsonObject>("/.well-known/jwks.json"))!["keys"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)key["crv"]!, (string)key["alg"]!).ShouldBe(("P-256", "ES256"));
        new JsonWebToken((await AdminAsync(client)).AccessToken).Alg.ShouldBe("ES256");
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
            ["ConnectionStrings:Postgres"] = await services.CreateMigratedDatabaseAsync(),
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
        process.Output.ShouldContain("Identity:KeyEncryptionKey is not the key that the secrets in the database were stored with.");
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
}
