using System.Diagnostics;
using Monolith.Monitoring.Domain;
using Monolith.Monitoring.Infrastructure.Tracing;

namespace Monolith.Tests.Unit.Monitoring;

public sealed class TraceReaderTests : IDisposable
{
    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = _ => true,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public TraceReaderTests() => ActivitySource.AddActivityListener(listener);

    [Fact]
    public void A_request_is_kept_with_what_was_asked_and_answered()
    {
        var user = Guid.CreateVersion7();
        var entry = Read("Microsoft.AspNetCore", ActivityKind.Server, "request", new()
        {
            [TraceTags.CorrelationId] = "c-1",
            [TraceTags.Method] = "GET",
            [TraceTags.Path] = "/api/v1/users/7",
            [TraceTags.Route] = "/api/v1/users/{id}",
            [TraceTags.Status] = 404,
            [TraceTags.UserId] = user.ToString(),
            [TraceTags.Module] = "users",
        }).ShouldNotBeNull();
        (entry.Kind, entry.CorrelationId, entry.Name, entry.Module).ShouldBe((TraceKind.Request, "c-1", "GET /api/v1/users/{id}", "users"));
        (entry.Path, entry.HttpStatus, entry.UserId, entry.Status).ShouldBe(("/api/v1/users/7", 404, user, TraceStatus.Ok));
    }

    [Theory]
    [InlineData(499, TraceStatus.Ok)]
    [InlineData(500, TraceStatus.Failed)]
    public void Only_what_went_wrong_on_our_side_has_failed(int status, TraceStatus expected) =>
        Read("Microsoft.AspNetCore", ActivityKind.Server, "request", Request("/api/v1/users", status)).ShouldNotBeNull().Status.ShouldBe(expected);

    [Theory]
    [InlineData("/")]
    [InlineData("/assets/index-abc.js")]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    [InlineData("/connection/websocket")]
    [InlineData("/apiary")]
    public void Pages_files_probes_and_live_connections_are_not_kept(string path) =>
        Read("Microsoft.AspNetCore", ActivityKind.Server, "request", Request(path, 200)).ShouldBeNull();

    [Fact]
    public void A_message_is_kept_with_its_handlers_module_and_its_failure()
    {
        var entry = Read("Wolverine", ActivityKind.Internal, "identity.account-registered.v1", new()
        {
            [TraceTags.ConversationId] = "c-2",
            [TraceTags.MessageType] = "identity.account-registered.v1",
            [TraceTags.Destination] = "local://monolith.users.application.reactions.provisionprofileonaccountregisteredhandler/",
        }, failure: "InvalidOperationException").ShouldNotBeNull();
        (entry.Kind, entry.CorrelationId, entry.Module, entry.Status).ShouldBe((TraceKind.Message, "c-2", "users", TraceStatus.Failed));
        entry.Detail["error"].ShouldBe("InvalidOperationException");
    }

    [Theory]
    [InlineData(ActivityKind.Producer)]
    [InlineData(ActivityKind.Consumer)]
    public void Sending_and_receiving_a_message_is_not_handling_it(ActivityKind kind) =>
        Read("Wolverine", kind, "send", new() { [TraceTags.CorrelationId] = "c-3" }).ShouldBeNull();

    [Fact]
    public void A_push_is_kept_with_its_channel()
    {
        var entry = Read("Monolith.Realtime", ActivityKind.Producer, "push users", new()
        {
            [TraceTags.CorrelationId] = "c-4",
            [TraceTags.Channel] = "users",
            [TraceTags.PublicationType] = "users.user-created.v1",
            [TraceTags.Subscribers] = 3,
        }).ShouldNotBeNull();
        (entry.Kind, entry.Name, entry.Module).ShouldBe((TraceKind.Push, "users", "realtime"));
        (entry.Detail["type"], entry.Detail["subscribers"]).ShouldBe(("users.user-created.v1", "3"));
    }

    [Fact]
    public void One_activity_is_one_entry_however_often_it_is_read()
    {
        using var activity = Start("Monolith.Realtime", ActivityKind.Producer, "push users", new() { [TraceTags.CorrelationId] = "c-5" });
        activity.Stop();
        TraceReader.Read(activity)!.Id.ShouldBe(TraceReader.Read(activity)!.Id);
    }

    [Theory]
    [InlineData("Monolith.Users.Infrastructure.Endpoints.ListUsersEndpoint", "users")]
    [InlineData("local://monolith.realtime.application.reactions.pushonusercreatedhandler/", "realtime")]
    [InlineData("Monolith.Shared.Infrastructure.Mail.MailboxPage", null)]
    [InlineData("Monolith.Host.Composition.Telemetry", null)]
    [InlineData("identity.account-registered.v1", null)]
    [InlineData(null, null)]
    public void A_module_is_found_in_the_names_of_its_types_and_queues(string? name, string? module) => ModuleName.In(name).ShouldBe(module);

    public void Dispose() => listener.Dispose();

    private static Dictionary<string, object?> Request(string path, int status) =>
        new() { [TraceTags.CorrelationId] = "c", [TraceTags.Method] = "GET", [TraceTags.Path] = path, [TraceTags.Status] = status };

    private static TraceEntry? Read(string source, ActivityKind kind, string name, Dictionary<string, object?> tags, string? failure = null)
    {
        using var activity = Start(source, kind, name, tags);
        if (failure is not null)
            activity.SetStatus(ActivityStatusCode.Error, failure);
        activity.Stop();
        return TraceReader.Read(activity);
    }

    private static Activity Start(string source, ActivityKind kind, string name, Dictionary<string, object?> tags)
    {
        using var activities = new ActivitySource(source);
        return activities.StartActivity(kind, tags: tags, name: name).ShouldNotBeNull();
    }
}
