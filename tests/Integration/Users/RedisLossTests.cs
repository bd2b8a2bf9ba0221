using System.Net;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Crash;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Users;

/// <summary>
/// Redis is killed and comes back with nothing in its memory, again and again, while several authors read and write the directory on two
/// nodes with everything cached.
/// </summary>
[Trait("soak", "cache")]
public sealed class RedisLossTests(Services services)
{
    private const string Unlimited = "1000000";
    private const int Authors = 6;

    /// <summary>Of all authors together, before Redis dies, while it is away, and after it came back.</summary>
    private const int StepsBetween = 120;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task No_request_fails_authors_read_their_own_writes_and_everybody_does_once_redis_is_back()
    {
        var rounds = Soak.Size(amongTests: 2, full: 40);
        await using var nodes = await TwoNodes.StartAsync(services, ("RateLimits:Reads:Permits", Unlimited), ("RateLimits:Writes:Permits", Unlimited));
        using var pace = new Pace();
        var authors = await Task.WhenAll(Enumerable.Range(0, Authors).Select(number => AuthorAsync(nodes, pace, new Random(Soak.Seed + number))));
        try
        {
            var working = Task.WhenAll(authors.Select(author => author.WorkAsync()));
            for (var round = 0; round < rounds; round++)
            {
                await pace.StepsAsync(StepsBetween, working);
                await nodes.WithoutRedisAsync(() => pace.StepsAsync(StepsBetween, working));
            }

            await pace.StepsAsync(StepsBetween, working);
            pace.End();
            await working;
            await SharedAgainAsync(authors[0]);
            foreach (var author in authors)
                await author.ShouldBeReadEverywhereAsync();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"MONOLITH_SOAK_SEED={Soak.Seed}: {exception.Message}", exception);
        }
        finally
        {
            foreach (var author in authors)
                author.Dispose();
        }

        await Soak.ReportAsync(
            ("harness", "Redis killed"), ("rounds", rounds), ("reads", authors.Sum(author => author.Reads)),
            ("writes", authors.Sum(author => author.Writes)), ("failed", 0));
    }

    private static async Task<Author> AuthorAsync(TwoNodes nodes, Pace pace, Random random)
    {
        var (id, email) = (Guid.CreateVersion7(), People.NewEmail());
        await nodes.Here.StoreInvitedAsync(id, email);
        return new(id, email, await nodes.Here.AdminAsync(), await nodes.There.AdminAsync(), pace, random);
    }

    /// <summary>An answer that one node has made is the other's.</summary>
    private static async Task SharedAgainAsync(Author author)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!await author.IsSharedAsync())
            patience.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Counts what all authors do, and ends it.</summary>
    private sealed class Pace : IDisposable
    {
        private readonly SemaphoreSlim _steps = new(0);

        public bool IsOver { get; private set; }

        public void Step() => _steps.Release();

        public void End() => IsOver = true;

        /// <summary>Returns after so many more steps, or when one of the authors has failed.</summary>
        public async Task StepsAsync(int steps, Task working)
        {
            for (; steps > 0; steps--)
            {
                var step = _steps.WaitAsync(Patience);
                if (await Task.WhenAny(step, working) == working)
                    await working;
                (await step).ShouldBeTrue("nobody is answered any more");
            }
        }

        public void Dispose() => _steps.Dispose();
    }

    private sealed class Author(Guid id, string email, HttpClient here, HttpClient there, Pace pace, Random random) : IDisposable
    {
        private string _name = "Ada Lovelace";

        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public async Task WorkAsync()
        {
            try
            {
                for (; !pace.IsOver; pace.Step())
                    await WriteAndReadAsync(random.Next(2) == 0 ? here : there);
            }
            finally
            {
                // Who has failed ends it for all.
                pace.End();
            }
        }

        public async Task<bool> IsSharedAsync()
        {
            var path = $"/api/v1/users?role=r{Guid.CreateVersion7():N}";
            return await CacheAsync(here, path) == "MISS" && await CacheAsync(there, path) == "HIT";
        }

        public async Task ShouldBeReadEverywhereAsync()
        {
            foreach (var node in new[] { here, there })
                ((string)(await ReadAsync(node, $"users/{id}"))["displayName"]!).ShouldBe(_name);
        }

        public void Dispose()
        {
            here.Dispose();
            there.Dispose();
        }

        private async Task WriteAndReadAsync(HttpClient node)
        {
            _name = $"Ada {++Writes}";
            Told(await node.AskAsync(HttpMethod.Put, $"users/{id}", new { displayName = _name }, "*"));
            ((string)(await ReadAsync(node, $"users/{id}"))["displayName"]!).ShouldBe(_name);
            ((string)(await ReadAsync(node, $"users?q={email}"))["items"]![0]!["displayName"]!).ShouldBe(_name);
            await ReadAsync(node == here ? there : here, "users?pageSize=20");
        }

        private static async Task<string> CacheAsync(HttpClient node, string path)
        {
            using var answer = await node.GetAsync(path);
            return answer.Headers.GetValues("X-Cache").Single();
        }

        private async Task<JsonNode> ReadAsync(HttpClient node, string path)
        {
            Reads++;
            return Told(await node.AskAsync(HttpMethod.Get, path)).Json!;
        }

        private static RoleAnswer Told(RoleAnswer answer)
        {
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Json?.ToJsonString());
            return answer;
        }
    }
}
