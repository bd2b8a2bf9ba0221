using System.Net;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Identity;

public sealed class SignInTests(Services services)
{
    [Fact]
    public async Task A_password_is_hashed_anew_when_the_installation_asks_for_more()
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Postgres"] = await services.CreateDatabaseAsync() };
        await using (var cheap = await MonolithHost.StartAsync(services, settings))
            (await LoginAsync(cheap)).ShouldStartWith("p1:$2b$04$");

        settings["Identity:Bcrypt:Cost"] = "5";
        await using var dear = await MonolithHost.StartAsync(services, settings);
        var rehashed = await LoginAsync(dear);
        rehashed.ShouldStartWith("p1:$2b$05$");
        (await LoginAsync(dear)).ShouldBe(rehashed);
    }

    /// <returns>The hash that is stored afterwards.</returns>
    private static async Task<string> LoginAsync(MonolithHost host)
    {
        using var client = host.CreateClient();
        var login = await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        login.Status.ShouldBe(HttpStatusCode.OK);
        (await client.RefreshAsync(login.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        await using var source = NpgsqlDataSource.Create(host.ConnectionString);
        await using var stored = source.CreateCommand("select data ->> 'PasswordHash' from identity.mt_doc_account");
        return (string)(await stored.ExecuteScalarAsync())!;
    }
}
