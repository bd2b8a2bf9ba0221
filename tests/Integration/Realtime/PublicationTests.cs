using System.Collections.Concurrent;
using System.Diagnostics;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Realtime;

/// <summary>What happens elsewhere reaches whoever is looking.</summary>
public sealed class PublicationTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_registration_reaches_the_open_directory_under_its_correlation_id()
    {
        using var admin = await Host.AdminAsync();
        await using var client = await LiveClient.ConnectAsync(Host, admin);
        (await client.SubscribeAsync("users")).ShouldBe(0);
        var correlationId = $"live-{Guid.CreateVersion7():N}";
        var person = await Host.RegisterAsync(correlationId: correlationId);

        var publication = await client.CreatedAsync(person.Email);
        publication.GetProperty("correlationId").GetString().ShouldBe(correlationId);
        publication.GetProperty("id").GetGuid().ShouldNotBe(Guid.Empty);
        publication.GetProperty("at").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
        var data = publication.GetProperty("data");
        data.GetProperty("displayName").GetString().ShouldBe(person.DisplayName);
        data.GetProperty("status").GetString().ShouldBe("invited");
        data.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["member"]);
    }

    [Fact]
    public async Task An_activation_follows_the_creation_of_the_same_person()
    {
        using var admin = await Host.AdminAsync();
        await using var client = await LiveClient.ConnectAsync(Host, admin);
        (await client.SubscribeAsync("users")).ShouldBe(0);
        var person = await Host.RegisterAsync();
        await Host.VerifyAsync(person.Email);

        var created = await client.CreatedAsync(person.Email);
        var userId = created.GetProperty("data").GetProperty("userId").GetGuid();
        await client.PublicationAsync(data =>
            data.GetProperty("type").GetString() == "users.user-activated.v1"
            && data.GetProperty("data").GetProperty("userId").GetGuid() == userId);
    }

    [Fact]
    public async Task Who_has_left_the_channel_hears_no_more()
    {
        using var admin = await Host.AdminAsync();
        await using var gone = await LiveClient.ConnectAsync(Host, admin);
        await using var there = await LiveClient.ConnectAsync(Host, admin);
        (await gone.SubscribeAsync("users")).ShouldBe(0);
        (await there.SubscribeAsync("users")).ShouldBe(0);
        await gone.AskAsync("unsubscribe", new { channel = "users" });
        var missed = await Host.RegisterAsync();
        await there.CreatedAsync(missed.Email);

        (await gone.SubscribeAsync("users")).ShouldBe(0);
        var heard = await Host.RegisterAsync();
        var first = await gone.PublicationAsync(data => data.GetProperty("type").GetString() == "users.user-created.v1");
        first.GetProperty("data").GetProperty("email").GetString().ShouldBe(heard.Email);
    }

    [Fact]
    public async Task A_push_is_traced_under_the_correlation_id()
    {
        var correlationId = $"push-{Guid.CreateVersion7():N}";
        var pushes = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Monolith.Realtime",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = pushes.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await Host.RegisterAsync(correlationId: correlationId);

        var push = pushes.Single(activity => (string?)activity.GetTagItem("correlation.id") == correlationId);
        push.OperationName.ShouldBe("push users");
        push.GetTagItem("messaging.destination.name").ShouldBe("users");
        push.GetTagItem("realtime.nodes").ShouldBe(1);
    }
}
