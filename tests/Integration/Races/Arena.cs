using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Domain;
using Monolith.Tests.Integration.Crash;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Races;

internal enum Disturbance
{
    /// <summary>What runs is ended, and nobody can connect for a moment.</summary>
    PostgresRestarts,

    /// <summary>As a crash, from which it recovers.</summary>
    PostgresCrashes,

    /// <summary>It comes back with nothing in its memory.</summary>
    RedisDies,
}

/// <summary>Two nodes on a PostgreSQL and a Redis of their own, which restart when they are told to, and people who get their mails.</summary>
internal sealed class Arena : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>As many as a node has connections to the database, so that it finds each that is broken.</summary>
    private const int Questions = 40;

    private readonly TwoNodes _nodes;
    private readonly CrashSafePostgres _postgres;

    private Arena(TwoNodes nodes, CrashSafePostgres postgres)
    {
        (_nodes, _postgres) = (nodes, postgres);
        Clients = [nodes.Here.CreateClient(), nodes.There.CreateClient()];
    }

    public IReadOnlyList<MonolithHost> Nodes => [_nodes.Here, _nodes.There];

    /// <summary>One for each node.</summary>
    public IReadOnlyList<HttpClient> Clients { get; }

    public HttpClient Client => Clients[0];

    public static async Task<Arena> OpenAsync(Services services, CrashSafePostgres postgres, IReadOnlyDictionary<string, string?> settings)
    {
        (string, string?)[] all =
        [
            ("ConnectionStrings:Postgres", $"{await postgres.CreateDatabaseAsync()};Minimum Pool Size=1;Maximum Pool Size={Questions}"),
            .. settings.Select(setting => (setting.Key, setting.Value)),
        ];
        return new(await TwoNodes.StartAsync(services, all), postgres);
    }

    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> DisturbAsync(Disturbance disturbance)
    {
        var began = Stopwatch.GetTimestamp();
        await (disturbance switch
        {
            Disturbance.PostgresRestarts => _postgres.RestartAsync("fast", TimeSpan.Zero),
            Disturbance.PostgresCrashes => _postgres.RestartAsync("immediate", TimeSpan.Zero),
            _ => _nodes.WithoutRedisAsync(() => Task.CompletedTask),
        });
        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Returns when no node meets a connection any more that a restart has broken.</summary>
    public async Task SettleAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        foreach (var client in Clients)
        {
            while (!(await Task.WhenAll(Enumerable.Range(0, Questions).Select(_ => AnswersAsync(client)))).All(answered => answered))
                await Task.Delay(BetweenLooks, patience.Token);
        }
    }

    /// <summary>Somebody who has registered, with the token of the link that confirms the address.</summary>
    public async Task<(Person Person, string Token)> RegisterAsync()
    {
        var person = new Person(People.NewEmail(), "Ada Lovelace");
        var registered = await Client.PostAuthAsync("register", new { email = person.Email, password = People.Password, displayName = person.DisplayName });
        registered.Status.ShouldBe(HttpStatusCode.Accepted);
        return (person, await MailedTokenAsync(person.Email, "/verify-email#token="));
    }

    /// <summary>Somebody who has confirmed the address and is signed in.</summary>
    public async Task<(Person Person, HttpClient Client)> MemberAsync()
    {
        var (person, token) = await RegisterAsync();
        (await Client.PostAuthAsync("email/verify", new { token })).Status.ShouldBe(HttpStatusCode.NoContent);
        return (person, await Nodes[0].SignInAsync(person.Email, People.Password));
    }

    /// <summary>The token behind this in a mail to somebody, as soon as it is good: a node that sends it stores it afterwards.</summary>
    public async Task<string> MailedTokenAsync(string email, string link)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            foreach (var client in Clients)
            {
                var mails = await client.GetFromJsonAsync<JsonArray>($"/dev/mail/messages?to={Uri.EscapeDataString(email)}", patience.Token);
                foreach (var text in mails!.Select(mail => (string)mail!["text"]!).Where(text => text.Contains(link, StringComparison.Ordinal)))
                {
                    var token = text.Split(link)[1].Split(default(char[]), 2, StringSplitOptions.RemoveEmptyEntries)[0];
                    if (await IsStoredAsync(token))
                        return token;
                }
            }

            await Task.Delay(BetweenLooks, patience.Token);
        }
    }

    /// <summary>How many of these passwords sign somebody in.</summary>
    public async Task<int> CountSignInsAsync(IEnumerable<(string Email, string Password)> attempts)
    {
        var answers = await Task.WhenAll(attempts.Select(SignInAsync));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "identity.invalid_credentials");
        return answers.Count(answer => answer.Status == HttpStatusCode.OK);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Clients)
            client.Dispose();
        await _nodes.DisposeAsync();
    }

    private async Task<bool> IsStoredAsync(string token)
    {
        await using var session = Nodes[0].Services.GetRequiredService<IDocumentStore>().QuerySession();
        return await session.LoadAsync<OneTimeTicket>(OneTimeTicket.IdOf(token)) is not null;
    }

    /// <summary>Wrong passwords are counted on the account meanwhile, which may be in the way of the right one.</summary>
    private async Task<AuthAnswer> SignInAsync((string Email, string Password) attempt)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var answer = await Client.LoginAsync(attempt.Email, attempt.Password);
            if (answer.Code != "request.stale")
                return answer;
            await Task.Delay(BetweenLooks, patience.Token);
        }
    }

    /// <summary>Asks what only the database can answer.</summary>
    private static async Task<bool> AnswersAsync(HttpClient client) =>
        (await client.PostAuthAsync("email/verify", new { token = new string('A', 43) })).Code == "identity.invalid_token";
}
