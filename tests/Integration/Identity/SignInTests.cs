using System.Net;
using Monolith.Tests.Integration.Fixture;
using Npgsql;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

public sealed class SignInTests(Services services)
{
    [Fact]
    public async Task A_password_is_hashed_anew_when_the_installation_asks_for_more()
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Postgres"] = await services.CreateMigratedDatabaseAsync() };
        await using (var cheap = await MonolithHost.StartAsync(services, settings))
            (await LoginAsync(cheap)).ShouldStartWith("p1:$2b$04$");

        settings["Identity:Bcrypt:Cost"] = "5";
        await using var dear = await MonolithHost.StartAsync(services, settings);
        var rehashed = await LoginAsync(dear);
        rehashed.ShouldStartWith("p1:$2b$05$");
        (await LoginAsync(dear)).ShouldBe(rehashed);
    }

    [Fact]
    public async Task A_person_is_told_of_a_sign_in_where_she_had_never_been_before()
    {
        const string News = "Somebody signed in on a new device";
        await using var host = await MonolithHost.StartAsync(services);
        var person = await host.RegisterAsync();
        await host.VerifyAsync(person.Email);
        string[] devices =
        [
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0",
        ];
        foreach (var device in devices)
            await SignInAsync(host, person.Email, device);
        (await host.MailsAsync(person.Email)).ShouldNotContain(News);

        await SignInAsync(host, person.Email, "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0");
        (await host.MailsAsync(person.Email))[0].ShouldBe(News);
        await SignInAsync(host, person.Email, devices[0]);
        (await host.MailsAsync(person.Email)).Count(subject => subject == News).ShouldBe(1);
    }

    private static async Task SignInAsync(MonolithHost host, string email, string userAgent)
    {
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("User-Agent", userAgent);
        await host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await client.LoginAsync(email, People.Password)).Status.ShouldBe(HttpStatusCode.OK));
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
