using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Users;

/// <summary>The calls that change what becomes of a person.</summary>
internal static class StatusCalls
{
    /// <param name="tag">Goes into <c>If-Match</c>; the empty one does not.</param>
    public static Task<RoleAnswer> ChangeStatusAsync(this HttpClient client, Guid id, string change, string tag = "") => change == "delete"
        ? client.AskAsync(HttpMethod.Delete, $"users/{id}", tag: tag)
        : client.AskAsync(HttpMethod.Post, $"users/{id}/{change}", tag: tag);

    /// <inheritdoc cref="ChangeStatusAsync"/>
    public static Task<RoleAnswer> EraseAsync(this HttpClient client, Guid id, string tag = "*") =>
        client.AskAsync(HttpMethod.Delete, $"users/{id}/data", tag: tag);

    /// <summary>Whatever the person's version is, and waits until every message that this caused is handled.</summary>
    public static Task<ITrackedSession> EraseAsync(this MonolithHost host, HttpClient admin, Guid id) =>
        host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await admin.EraseAsync(id)).Status.ShouldBe(HttpStatusCode.NoContent));

    public static Task<RoleAnswer> UserAsync(this HttpClient client, Guid id) => client.AskAsync(HttpMethod.Get, $"users/{id}");

    public static async Task<string?> StatusOfAsync(this HttpClient client, Guid id) => (string?)(await client.UserAsync(id)).Json!["status"];

    /// <summary>Whatever the person's version is, and waits until every message that this caused is handled.</summary>
    public static Task MakeAsync(this MonolithHost host, HttpClient admin, Guid id, string change) =>
        host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await admin.ChangeStatusAsync(id, change, "*")).Status.ShouldBe(change == "delete" ? HttpStatusCode.NoContent : HttpStatusCode.OK));
}
