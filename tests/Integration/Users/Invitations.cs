using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Monolith.Users.Domain;

namespace Monolith.Tests.Integration.Users;

/// <summary>The calls of whoever invites somebody, and of whoever is invited.</summary>
internal static class Invitations
{
    public const string Password = "another long and quiet sentence";

    /// <summary>Waits until the mail is there.</summary>
    public static async Task<Guid> InviteAsync(this MonolithHost host, HttpClient admin, string email)
    {
        var id = Guid.Empty;
        await host.TrackedAsync(async () =>
        {
            var invited = await admin.AskAsync(HttpMethod.Post, "users", new { email, displayName = "Ada Lovelace" });
            invited.Status.ShouldBe(HttpStatusCode.Created);
            id = (Guid)invited.Json!["id"]!;
        });
        return id;
    }

    public static async Task<(HttpResponseMessage Answer, JsonObject Json)> PostUserAsync(this HttpClient client, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/users") { Content = JsonContent.Create(body) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        var answer = await client.SendAsync(request);
        return (answer, (await answer.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    /// <summary>As an invitation leaves it in the directory, of which nobody has been told.</summary>
    public static async Task StoreInvitedAsync(this MonolithHost host, Guid id, string email)
    {
        var profile = new Profile(DisplayName.Create("Ada Lovelace").Value!, null, null, null, null, null);
        await using var session = host.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Insert(User.Invite(id, Email.Create(email).Value!, profile, ["member"], TimeProvider.System.GetUtcNow()));
        await session.SaveChangesAsync();
    }

    /// <summary>Waits until everybody knows.</summary>
    public static async Task<AuthAnswer> AcceptAsync(this MonolithHost host, string token, string password = Password)
    {
        using var client = host.CreateClient();
        AuthAnswer? answer = null;
        await host.TrackedAsync(async () => answer = await client.PostAuthAsync("invitation", new { token, password }));
        return answer!;
    }
}
