using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Users;

/// <summary>People are answered from a cache that two nodes share, and never as they were.</summary>
public sealed class CachedPeopleTests(BothNodes nodes, Services services) : IClassFixture<BothNodes>
{
    private const string Newest = "users?pageSize=5";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_nobody_changes_is_made_once_for_both_nodes()
    {
        using var here = await nodes.Here.AdminAsync();
        using var there = await nodes.There.AdminAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        Answer far;
        do
        {
            // A page that the other node was never asked for; what became known about somebody meanwhile may still have evicted it.
            var path = $"users?pageSize=5&role=r{Guid.CreateVersion7():N}";
            var made = await QuietAsync(here, path);
            far = await GetAsync(there, path);
            far.Body.ShouldBe(made.Body);
            patience.Token.ThrowIfCancellationRequested();
        }
        while (far.Cache != "HIT");
    }

    [Fact]
    public async Task What_belongs_to_a_request_is_not_kept_with_the_answer()
    {
        using var admin = await nodes.Here.AdminAsync();
        await QuietAsync(admin, Newest);
        var (first, second) = (await GetAsync(admin, Newest, correlationId: "first"), await GetAsync(admin, Newest, correlationId: "second"));
        (first.Cache, second.Cache).ShouldBe(("HIT", "HIT"));
        (first.Header("X-Correlation-Id"), second.Header("X-Correlation-Id")).ShouldBe(("first", "second"));
        second.Header("RateLimit-Limit").ShouldNotBeNull();
        second.Header("Cache-Control").ShouldBe("no-store");
        second.Header("X-Content-Type-Options").ShouldBe("nosniff");
    }

    [Fact]
    public async Task An_answer_that_is_made_has_its_headers_too()
    {
        using var admin = await nodes.Here.AdminAsync();
        var made = await GetAsync(admin, $"users?role=r{Guid.CreateVersion7():N}", correlationId: "made");
        (made.Cache, made.Header("X-Correlation-Id"), made.Header("Cache-Control")).ShouldBe(("MISS", "made", "no-store"));
        made.Header("RateLimit-Limit").ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_may_not_read_people_gets_nothing_from_the_cache()
    {
        using var admin = await nodes.Here.AdminAsync();
        await QuietAsync(admin, Newest);
        var (_, member) = await nodes.Here.MemberAsync();
        using (member)
            (await GetAsync(member, Newest)).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = nodes.Here.CreateClient();
        (await GetAsync(nobody, Newest)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_own_profile_is_never_cached()
    {
        using var admin = await nodes.Here.AdminAsync();
        (await GetAsync(admin, "users/me")).Cache.ShouldBeNull();
    }

    [Fact]
    public async Task What_nobody_asked_for_does_not_make_another_answer()
    {
        using var admin = await nodes.Here.AdminAsync();
        await QuietAsync(admin, Newest);
        (await GetAsync(admin, $"{Newest}&utm_source={Guid.CreateVersion7():N}")).Cache.ShouldBe("HIT");
        (await GetAsync(admin, "users?pageSize=6")).Json["pageSize"]!.GetValue<int>().ShouldBe(6);
    }

    [Fact]
    public async Task Who_has_the_version_that_is_cached_is_told_so_from_the_cache()
    {
        using var admin = await nodes.Here.AdminAsync();
        var path = $"users/{await admin.OwnIdAsync()}";
        var tag = (await QuietAsync(admin, path)).Header("ETag")!;
        var known = await GetAsync(admin, path, ifNoneMatch: tag);
        (known.Status, known.Cache, known.Header("ETag"), known.Body).ShouldBe((HttpStatusCode.NotModified, "HIT", tag, ""));
        (await GetAsync(admin, path, ifNoneMatch: "\"0\"")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Refusals_are_not_kept()
    {
        using var admin = await nodes.Here.AdminAsync();
        var unknown = $"users/{Guid.CreateVersion7()}";
        foreach (var path in new[] { unknown, "users?pageSize=0" })
        {
            var (first, second) = (await GetAsync(admin, path), await GetAsync(admin, path));
            (first.Cache, second.Cache).ShouldBe(("MISS", "MISS"));
            (first.Json["correlationId"]!.GetValue<string>() == second.Json["correlationId"]!.GetValue<string>()).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Who_writes_on_one_node_reads_it_on_the_other_at_once()
    {
        using var here = await nodes.Here.AdminAsync();
        using var there = await nodes.There.AdminAsync();
        var id = await here.OwnIdAsync();
        for (var round = 0; round < 50; round++)
        {
            var (writer, reader) = round % 2 == 0 ? (here, there) : (there, here);
            var name = $"Admin {round}";
            (await writer.AskAsync(HttpMethod.Put, $"users/{id}", new { displayName = name }, "*")).Status.ShouldBe(HttpStatusCode.OK);
            foreach (var client in new[] { reader, writer })
            {
                ((string)(await GetAsync(client, $"users/{id}")).Json["displayName"]!).ShouldBe(name);
                ((string)(await GetAsync(client, $"users?q={MonolithHost.AdminEmail}")).Json["items"]![0]!["displayName"]!).ShouldBe(name);
            }
        }
    }

    [Fact]
    public async Task Many_who_ask_the_same_on_both_nodes_are_answered_with_one_reading()
    {
        await using var patient = await TwoNodes.StartAsync(services, ("Caching:LongestWait", "00:01:00"));
        using var here = await patient.Here.AdminAsync();
        using var there = await patient.There.AdminAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        // On a busy machine a node may not have looked for a second, and relies on itself until it does.
        var misses = 0;
        for (var round = 0; misses != 1; round++)
        {
            patience.Token.ThrowIfCancellationRequested();
            var path = $"users?role=r{round}";
            var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => GetAsync(i % 2 == 0 ? here : there, path)));
            answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
            misses = answers.Count(answer => answer.Cache == "MISS");
        }
    }

    [Fact]
    public async Task Without_redis_nobody_is_refused_and_the_author_reads_what_was_written_as_does_everybody_once_it_is_back()
    {
        await using var alone = await TwoNodes.StartAsync(services);
        using var here = await alone.Here.AdminAsync();
        using var there = await alone.There.AdminAsync();
        var path = $"users/{await here.OwnIdAsync()}";
        await QuietAsync(there, path);
        await alone.WithoutRedisAsync(async () =>
        {
            (await here.AskAsync(HttpMethod.Put, path, new { displayName = "Meanwhile" }, "*")).Status.ShouldBe(HttpStatusCode.OK);
            ((string)(await GetAsync(here, path)).Json["displayName"]!).ShouldBe("Meanwhile");
            await UntilAsync(there, path, answer => (string)answer.Json["displayName"]! == "Meanwhile");
        });
        ((string)(await GetAsync(there, path)).Json["displayName"]!).ShouldBe("Meanwhile");
        // Shared again: what one has made the other need not.
        await UntilAsync(there, path, answer => answer.Cache == "HIT");
        await UntilAsync(here, $"{path}?shared", answer => answer.Cache == "HIT");
        (await here.AskAsync(HttpMethod.Put, path, new { displayName = "Afterwards" }, "*")).Status.ShouldBe(HttpStatusCode.OK);
        await UntilAsync(there, path, answer => (string)answer.Json["displayName"]! == "Afterwards");
    }

    /// <summary>Until it is answered from the cache: whoever has just signed up is still becoming known everywhere.</summary>
    private static Task<Answer> QuietAsync(HttpClient client, string path) => UntilAsync(client, path, answer => answer.Cache == "HIT");

    private static async Task<Answer> UntilAsync(HttpClient client, string path, Func<Answer, bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var answer = await GetAsync(client, path);
            answer.Status.ShouldBe(HttpStatusCode.OK);
            if (isSo(answer))
                return answer;
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<Answer> GetAsync(HttpClient client, string path, string? correlationId = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{path}");
        if (correlationId is not null)
            request.Headers.Add("X-Correlation-Id", correlationId);
        if (ifNoneMatch is not null)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(ifNoneMatch));
        using var answer = await client.SendAsync(request, Cancellation);
        return new(
            answer.StatusCode,
            answer.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;

        public string? Cache => Header("X-Cache");

        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }
}
