using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Monolith.Identity.Infrastructure.Tokens;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Identity;

/// <summary>The life of a signing key; instead of months the keys' ages pass.</summary>
public sealed class KeyRotationTests(FreshHost fixture) : IClassFixture<FreshHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_key_is_followed_by_another_that_is_announced_signs_and_outlives_it()
    {
        using var client = Host.CreateClient();
        var early = await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        var first = KeyOf(early);
        (await PublishedAsync(client)).ShouldBe([first]);

        await AgeAsync(TimeSpan.FromDays(31));
        var announced = await PublishedAsync(client);
        announced.Length.ShouldBe(2);
        announced[0].ShouldBe(first);
        KeyOf(await client.RefreshAsync(early.RefreshToken)).ShouldBe(first);

        await AgeAsync(TimeSpan.FromMinutes(16));
        var late = await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        KeyOf(late).ShouldBe(announced[1]);
        (await client.GetAuthAsync("me", early.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);

        await AgeAsync(TimeSpan.FromMinutes(76));
        (await PublishedAsync(client)).ShouldBe([announced[1]]);
        (await client.GetAuthAsync("me", late.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.GetAuthAsync("me", late.AccessToken[..late.AccessToken.IndexOf('.')] + early.AccessToken[early.AccessToken.IndexOf('.')..]))
            .Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>Lets time pass for the keys, and the node look after them as it does every minute.</summary>
    private async Task AgeAsync(TimeSpan time)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var age = source.CreateCommand(
            """
            update identity.mt_doc_signingkey
            set data = jsonb_set(data, '{CreatedAt}', to_jsonb((data ->> 'CreatedAt')::timestamptz - $1))
            """);
        age.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = time });
        await age.ExecuteNonQueryAsync();
        var keys = Host.Services.GetRequiredService<SigningKeys>();
        await keys.RotateAsync(TestContext.Current.CancellationToken);
    }

    private static string KeyOf(AuthAnswer login) => new JsonWebToken(login.AccessToken).Kid;

    private static async Task<string[]> PublishedAsync(HttpClient client)
    {
        var set = await client.GetFromJsonAsync<JsonObject>("/.well-known/jwks.json");
        return [.. set!["keys"]!.AsArray().Select(key => (string)key!["kid"]!)];
    }
}
