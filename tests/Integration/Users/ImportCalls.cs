using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Users;

/// <summary>The calls of whoever moves people in files.</summary>
internal static class ImportCalls
{
    /// <returns>The answer, and where it leads.</returns>
    public static async Task<(HttpStatusCode Status, JsonNode Json, string? Location)> SendFileAsync(
        this HttpClient client, byte[] file, string query = "", string type = "text/csv", string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/users/imports{query}") { Content = new ByteArrayContent(file) };
        // As clients send what is long, so that a refusal reaches them before they have sent it.
        request.Headers.ExpectContinue = true;
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, answer.Headers.Location?.ToString());
    }

    /// <summary>Waits until all that it caused is done.</summary>
    /// <returns>The import as it is then.</returns>
    public static async Task<JsonNode> ImportAsync(
        this MonolithHost host, HttpClient client, string file, string query = "", string type = "text/csv", TimeSpan? patience = null)
    {
        var id = Guid.Empty;
        await host.CausedAsync(
            async () =>
            {
                var (status, json, _) = await client.SendFileAsync(Encoding.UTF8.GetBytes(file), query, type);
                status.ShouldBe(HttpStatusCode.Accepted, json.ToJsonString());
                id = (Guid)json["id"]!;
            },
            patience);
        return await client.ReadImportAsync(id);
    }

    /// <summary>Applies or undoes it, and waits until all that this caused is done.</summary>
    public static async Task<JsonNode> GoOnAsync(this MonolithHost host, HttpClient client, JsonNode import, string how)
    {
        await host.CausedAsync(async () =>
            (await client.AskAsync(HttpMethod.Post, $"users/imports/{import["id"]}/{how}")).Status.ShouldBe(HttpStatusCode.Accepted));
        return await client.ReadImportAsync((Guid)import["id"]!);
    }

    public static async Task<JsonNode> ReadImportAsync(this HttpClient client, Guid id)
    {
        var answer = await client.AskAsync(HttpMethod.Get, $"users/imports/{id}");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        return answer.Json!;
    }

    /// <summary>Reads an import of a host that cannot be tracked until it is as meant.</summary>
    public static async Task<JsonNode> UntilAsync(this HttpClient client, Uri location, Func<JsonNode, bool> isSo, TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        while (true)
        {
            var import = JsonNode.Parse(await client.GetStringAsync(location, end.Token))!;
            if (isSo(import))
                return import;
            await Task.Delay(TimeSpan.FromMilliseconds(20), end.Token);
        }
    }

    /// <summary>Each row with its change, then its fields as <c>name: from -> to</c>.</summary>
    public static async Task<string[]> ChangesAsync(this HttpClient client, JsonNode import, string query = "")
    {
        var answer = await client.AskAsync(HttpMethod.Get, $"users/imports/{import["id"]}/changes{query}");
        return
        [
            .. answer.Json!["items"]!.AsArray().Select(row =>
                $"{row!["row"]} {row["change"]}{string.Concat(row["fields"]!.AsArray().Select(field => $"; {field!["field"]}: {field["from"]} -> {field["to"]}"))}"),
        ];
    }

    /// <summary>The one person with this address; null when there is none.</summary>
    public static async Task<JsonNode?> PersonAsync(this HttpClient client, string email, string status = "") =>
        (await client.AskAsync(HttpMethod.Get, $"users?q={Uri.EscapeDataString(email)}&status={status}")).Json!["items"]!.AsArray().SingleOrDefault();

    public static string Counts(this JsonNode import) =>
        $"{import["status"]}: {import["created"]} created, {import["updated"]} updated, {import["unchanged"]} unchanged, {import["failed"]} failed of {import["rows"]}";

    /// <remarks>What is refused at the same moment is tried again, which is no failure.</remarks>
    private static Task<ITrackedSession> CausedAsync(this MonolithHost host, Func<Task> act, TimeSpan? patience = null) => host.Running.TrackActivity()
        .Timeout(patience ?? TimeSpan.FromSeconds(30)).DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(async Task (_) => await act());
}
