using System.Text.Json;

namespace Monolith.Tests.Integration.Realtime;

/// <summary>What a page does while it has a form open.</summary>
internal static class Editing
{
    /// <summary>Follows the channel with those who come and go; the own coming is heard first.</summary>
    public static async Task EditAsync(this LiveClient client, string channel)
    {
        (await client.AskAsync("subscribe", new { channel, join_leave = true })).TryGetProperty("subscribe", out _).ShouldBeTrue();
        await client.MoveAsync("join");
    }

    /// <summary>The next push, which is of somebody who comes or goes.</summary>
    /// <param name="kind">Either <c>join</c> or <c>leave</c>.</param>
    public static async Task<(Guid User, string? Client)> MoveAsync(this LiveClient client, string kind)
    {
        var push = await client.PushAsync();
        push.TryGetProperty(kind, out var move).ShouldBeTrue($"Came instead: {push}");
        var info = move.GetProperty("info");
        return (info.GetProperty("user").GetGuid(), info.GetProperty("client").GetString());
    }

    /// <summary>The people who are there, one for each of their connections.</summary>
    public static async Task<Guid[]> PresentAsync(this LiveClient client, string channel)
    {
        var reply = await client.AskAsync("presence", new { channel });
        return [.. reply.GetProperty("presence").GetProperty("presence").EnumerateObject().Select(UserOf)];
    }

    private static Guid UserOf(JsonProperty entry) => entry.Value.GetProperty("user").GetGuid();
}
