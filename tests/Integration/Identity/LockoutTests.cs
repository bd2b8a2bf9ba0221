using System.Net;
using Monolith.Tests.Integration.Fixture;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

public sealed class LockoutTests(LockoutTests.Strict fixture) : IClassFixture<LockoutTests.Strict>
{
    private const string News = "Somebody tried to guess your password";
    private const string NewPassword = "another long and quiet sentence";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Many_wrong_passwords_lock_the_account_and_its_owner_is_told()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var before = await client.LoginAsync(person.Email, People.Password);
        await FailAsync(client, person.Email, 2);
        (await client.LoginAsync(person.Email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);

        await FailAsync(client, person.Email, 3);
        (await client.LoginAsync(person.Email, People.Password)).Code.ShouldBe("identity.invalid_credentials");
        (await Host.MailsAsync(person.Email))[0].ShouldBe(News);
        (await client.RefreshAsync(before.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.GetAuthAsync("me")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_new_password_by_mail_opens_the_lock()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        await FailAsync(client, person.Email, 3);
        await TrackedAsync(async () => (await client.PostAuthAsync("password/forgot", new { email = person.Email })).Status.ShouldBe(HttpStatusCode.Accepted));
        var token = await Host.LinkTokenAsync(person.Email);
        (await client.PostAuthAsync("password/reset", new { token, newPassword = NewPassword })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.LoginAsync(person.Email, NewPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_codes_count_like_wrong_passwords()
    {
        using var guarded = await Host.GuardedAsync();
        using var client = Host.CreateClient();
        var token = await client.FirstStepAsync(guarded.Person.Email);
        for (var round = 0; round < 3; round++)
            await TrackedAsync(async () => (await client.SecondStepAsync(token, "000000")).Code.ShouldBe("identity.invalid_code"));
        (await client.SecondStepAsync(token, guarded.App.Code())).Code.ShouldBe("identity.invalid_code");
        (await client.LoginAsync(guarded.Person.Email, People.Password)).Code.ShouldBe("identity.invalid_credentials");
    }

    [Fact]
    public async Task Guesses_of_somebody_who_found_an_open_browser_count_too()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        for (var round = 0; round < 3; round++)
        {
            await TrackedAsync(async () => (await client.PostAuthAsync("password/change", new { currentPassword = "wrong", newPassword = NewPassword }))
                .Code.ShouldBe("identity.wrong_password"));
        }

        (await client.PostAuthAsync("reauthenticate", new { password = People.Password })).Code.ShouldBe("identity.wrong_password");
        (await client.LoginAsync(person.Email, People.Password)).Code.ShouldBe("identity.invalid_credentials");
    }

    [Fact]
    public async Task Guesses_at_password_and_code_together_count_whichever_is_wrong()
    {
        using var guarded = await Host.GuardedAsync();
        foreach (var (password, code) in new[] { ("wrong", guarded.App.Code()), (People.Password, "000000"), ("wrong", "000000") })
            await TrackedAsync(async () => (await guarded.Client.PostAuthAsync("reauthenticate", new { password, code })).Code.ShouldBe("identity.wrong_proof"));
        (await guarded.Client.PostAuthAsync("reauthenticate", new { password = People.Password, code = guarded.App.Code() }))
            .Code.ShouldBe("identity.wrong_proof");
    }

    [Fact]
    public async Task The_lock_opens_by_itself()
    {
        var settings = new Dictionary<string, string?> { ["Identity:Lockout:MaxFailures"] = "3", ["Identity:Lockout:Duration"] = "00:00:02" };
        await using var host = await MonolithHost.StartAsync(fixture.Services, settings);
        var (person, signedIn) = await host.MemberAsync();
        using var client = signedIn;
        await FailAsync(client, person.Email, 3, host);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await client.LoginAsync(person.Email, People.Password)).Status != HttpStatusCode.OK)
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
    }

    private Task FailAsync(HttpClient client, string email, int times) => FailAsync(client, email, times, Host);

    private static async Task FailAsync(HttpClient client, string email, int times, MonolithHost host)
    {
        for (var round = 0; round < times; round++)
        {
            await host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
                (await client.LoginAsync(email, "wrong")).Code.ShouldBe("identity.invalid_credentials"));
        }
    }

    private async Task TrackedAsync(Func<Task> call) =>
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) => await call());

    /// <summary>A host that locks early.</summary>
    public sealed class Strict(Services services) : IAsyncLifetime
    {
        public Services Services => services;

        public MonolithHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Host = await MonolithHost.StartAsync(services, new Dictionary<string, string?> { ["Identity:Lockout:MaxFailures"] = "3" });

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
