using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Contracts;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Monolith.Tests.Integration.Monitoring;
using Monolith.Tests.Integration.Realtime;
using Wolverine;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Users;

/// <summary>Suspending, reactivating, deleting and restoring people, and what becomes of whoever is signed in.</summary>
public sealed class ChangeStatusTests(FreshHost fixture) : IClassFixture<FreshHost>
{
    private MonolithHost Host => fixture.Host;

    [Theory]
    [InlineData("suspend", "reactivate", "suspended")]
    [InlineData("delete", "restore", "deleted")]
    public async Task Whoever_is_kept_out_is_out_at_once_and_comes_in_anew_when_let_in_again(string change, string back, string status)
    {
        using var admin = await Host.AdminAsync();
        var (person, client) = await Host.MemberAsync();
        using var signedIn = client;
        var id = await client.OwnIdAsync();
        var login = await client.LoginAsync(person.Email, People.Password);
        using var program = Host.Program((await client.CreateTokenAsync("profile.read")).Text);
        await using var live = await LiveClient.ConnectAsync(Host, login.AccessToken);

        await Host.MakeAsync(admin, id, change);

        (await admin.StatusOfAsync(id)).ShouldBe(status);
        (await live.EndAsync()).ShouldBe(3500);
        await client.UntilRefusedAsync(login.AccessToken);
        (await client.RefreshAsync(login.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        (await client.LoginAsync(person.Email, People.Password)).Code.ShouldBe("identity.invalid_credentials");
        await program.UntilAsync("/api/v1/auth/me", HttpStatusCode.Unauthorized);

        await Host.MakeAsync(admin, id, back);

        (await admin.StatusOfAsync(id)).ShouldBe("active");
        (await client.LoginAsync(person.Email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.RefreshAsync(login.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        (await client.GetAuthAsync("me", login.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await program.StatusAsync("/api/v1/auth/me")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_person_is_deleted_in_the_version_that_was_seen_and_only_listed_when_asked_for()
    {
        using var admin = await Host.AdminAsync();
        var (person, id, client) = await Host.PersonAsync(admin, "member");
        client.Dispose();
        var seen = await admin.UserAsync(id);

        (await admin.ChangeStatusAsync(id, "delete")).Code.ShouldBe("request.precondition_required");
        (await admin.ChangeStatusAsync(id, "delete", "\"999\"")).Code.ShouldBe("request.stale");
        (await admin.ChangeStatusAsync(id, "delete", seen.Tag!)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await admin.ChangeStatusAsync(id, "delete", seen.Tag!)).Status.ShouldBe(HttpStatusCode.NoContent, "it is so already");

        (await admin.StatusOfAsync(id)).ShouldBe("deleted");
        (await ListedAsync(admin, person, string.Empty)).ShouldBe(0);
        (await ListedAsync(admin, person, "&status=deleted")).ShouldBe(1);
        (await admin.ChangeStatusAsync(id, "suspend")).Code.ShouldBe("users.deleted");
        (await admin.ChangeStatusAsync(id, "restore")).Status.ShouldBe(HttpStatusCode.OK);
        (await ListedAsync(admin, person, string.Empty)).ShouldBe(1);
        (await admin.ChangeStatusAsync(Guid.CreateVersion7(), "delete", "*")).Code.ShouldBe("users.not_found");
    }

    [Fact]
    public async Task A_change_answers_with_the_new_version_and_a_second_one_changes_nothing()
    {
        using var admin = await Host.AdminAsync();
        var (_, id, client) = await Host.PersonAsync(admin, "member");
        client.Dispose();
        var seen = await admin.UserAsync(id);

        (await admin.ChangeStatusAsync(id, "suspend", "\"999\"")).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        var suspended = await admin.ChangeStatusAsync(id, "suspend", seen.Tag!);
        ((string)suspended.Json!["status"]!, suspended.Tag).ShouldBe(("suspended", (await admin.UserAsync(id)).Tag));
        (await admin.ChangeStatusAsync(id, "suspend", seen.Tag!)).Tag.ShouldBe(suspended.Tag);

        await Host.MakeAsync(admin, id, "delete");
        await Host.MakeAsync(admin, id, "restore");
        (await admin.StatusOfAsync(id)).ShouldBe("suspended", "as before");
        await Host.MakeAsync(admin, id, "reactivate");
        (await admin.StatusOfAsync(id)).ShouldBe("active");
    }

    [Fact]
    public async Task Somebody_invited_can_be_deleted_and_no_link_that_was_mailed_before_opens_the_account()
    {
        using var admin = await Host.AdminAsync();
        var person = await Host.RegisterAsync();
        var id = (Guid)(await admin.AskAsync(HttpMethod.Get, $"users?q={person.Email}")).Json!["items"]![0]!["id"]!;
        var token = await Host.LinkTokenAsync(person.Email);
        (await admin.ChangeStatusAsync(id, "suspend")).Code.ShouldBe("users.not_confirmed");

        await Host.MakeAsync(admin, id, "delete");
        (await admin.PostAuthAsync("email/verify", new { token })).Code.ShouldBe("identity.invalid_token");
        await ResendAsync(admin, person);
        (await Host.MailsAsync(person.Email)).Length.ShouldBe(1, "nobody is mailed a link that opens nothing");

        await Host.MakeAsync(admin, id, "restore");
        (await admin.StatusOfAsync(id)).ShouldBe("invited");
        (await admin.PostAuthAsync("email/verify", new { token })).Code.ShouldBe("identity.invalid_token");
        await ResendAsync(admin, person);
        await Host.VerifyAsync(person.Email);
        (await admin.StatusOfAsync(id)).ShouldBe("active");
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("delete")]
    public async Task The_last_administrator_who_may_sign_in_stays(string change)
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        (await admin.ChangeStatusAsync(own, change, "*")).Code.ShouldBe("identity.last_admin");
        (await admin.StatusOfAsync(own)).ShouldBe("active");

        var (_, id, client) = await Host.PersonAsync(admin, "admin");
        using var second = client;
        await Host.MakeAsync(admin, id, change);
        var refused = await admin.ChangeStatusAsync(own, change, "*");
        (refused.Status, refused.Code).ShouldBe((HttpStatusCode.Conflict, "identity.last_admin"));
        (await admin.AssignAsync(own, "*", "member")).Code.ShouldBe("identity.last_admin", "the other one does not get in");
        await Host.GiveAsync(admin, id, "member");
        await Host.GiveAsync(admin, id, "admin");
        (await admin.AssignAsync(own, "*", "member")).Code.ShouldBe("identity.last_admin", "nor with the role given anew");
        await Host.GiveAsync(admin, id, "member");
    }

    [Fact]
    public async Task Nobody_keeps_out_or_lets_in_who_may_do_more_than_he()
    {
        using var admin = await Host.AdminAsync();
        var clerk = await admin.NewRoleAsync("users.read", "users.write");
        var (_, _, client) = await Host.PersonAsync(admin, clerk);
        using var signedIn = client;
        var (_, member, first) = await Host.PersonAsync(admin, "member");
        var (_, chief, second) = await Host.PersonAsync(admin, "admin");
        first.Dispose();
        second.Dispose();

        (await signedIn.ChangeStatusAsync(member, "suspend")).Status.ShouldBe(HttpStatusCode.OK);
        (await signedIn.ChangeStatusAsync(member, "reactivate")).Status.ShouldBe(HttpStatusCode.OK);
        (await signedIn.ChangeStatusAsync(member, "delete", "*")).Status.ShouldBe(HttpStatusCode.Forbidden, "that is another permission");
        (await signedIn.ChangeStatusAsync(chief, "suspend")).Code.ShouldBe("identity.beyond_own_permissions");
        await Host.MakeAsync(admin, chief, "suspend");
        (await signedIn.ChangeStatusAsync(chief, "reactivate")).Code.ShouldBe("identity.beyond_own_permissions");
    }

    [Fact]
    public async Task The_audit_trail_tells_who_did_what_to_whom()
    {
        using var admin = await Host.AdminAsync();
        var own = await admin.OwnIdAsync();
        var (person, id, client) = await Host.PersonAsync(admin, "member");
        client.Dispose();
        var correlationId = Traces.NewCorrelationId();
        admin.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);

        foreach (var change in new[] { "suspend", "delete", "restore", "reactivate" })
        {
            await Host.MakeAsync(admin, id, change);
            await Host.MakeAsync(admin, id, change);
            await Host.Running.TrackActivity().ExecuteAndWaitAsync(async Task (_) => await admin.LoginAsync(person.Email, People.Password));
        }

        var told = (await Host.AuditAsync(correlationId)).Select(entry =>
            ((string)entry["Kind"]!, (Guid?)entry["AccountId"], (Guid?)entry["ActorId"], (string?)entry["Detail"]));
        told.ShouldBe(
        [
            ("account-suspended", id, own, null), ("sign-in-failed", id, null, "suspended"),
            ("account-deleted", id, own, null), ("sign-in-failed", id, null, "deleted"),
            ("account-restored", id, own, null), ("sign-in-failed", id, null, "suspended"),
            ("account-reactivated", id, own, null), ("signed-in", id, id, "pwd"),
        ]);
    }

    [Fact]
    public async Task Whoever_has_the_directory_open_sees_it()
    {
        using var admin = await Host.AdminAsync();
        var (_, id, client) = await Host.PersonAsync(admin, "member");
        client.Dispose();
        await using var live = await LiveClient.ConnectAsync(Host, admin);
        (await live.SubscribeAsync("users")).ShouldBe(0);
        foreach (var (change, told) in new[] { ("suspend", "suspended"), ("delete", "deleted"), ("restore", "restored"), ("reactivate", "reactivated") })
        {
            (await admin.ChangeStatusAsync(id, change, "*")).Code.ShouldBeNull();
            var seen = await live.PublicationAsync(data => Type(data) == $"users.user-{told}.v1");
            seen.GetProperty("data").GetProperty("userId").GetGuid().ShouldBe(id);
        }
    }

    [Fact]
    public async Task What_identity_has_decided_reaches_the_directory_also_when_whoever_asked_got_no_answer()
    {
        using var admin = await Host.AdminAsync();
        var (_, id, client) = await Host.PersonAsync(admin, "member");
        client.Dispose();
        var request = new SetAccountStanding(id, AccountStanding.Suspended, new Requester(Guid.CreateVersion7(), new HashSet<string>(), null, null));
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
        {
            await using var scope = Host.Services.CreateAsyncScope();
            var answer = await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Result<AccountStandingSet>>(request);
            answer.Value.ShouldNotBeNull().Revision.ShouldBe(1);
        });
        (await admin.StatusOfAsync(id)).ShouldBe("suspended");
        (await admin.ChangeStatusAsync(id, "suspend")).Status.ShouldBe(HttpStatusCode.OK);
        await Host.MakeAsync(admin, id, "reactivate");
        (await admin.StatusOfAsync(id)).ShouldBe("active");
    }

    private static string? Type(JsonElement data) => data.GetProperty("type").GetString();

    private static async Task<int> ListedAsync(HttpClient client, Person person, string more) =>
        (int)(await client.AskAsync(HttpMethod.Get, $"users?q={person.Email}{more}")).Json!["total"]!;

    private Task<ITrackedSession> ResendAsync(HttpClient client, Person person) => Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20))
        .ExecuteAndWaitAsync(async Task (_) => (await client.PostAuthAsync("email/resend", new { email = person.Email })).Status.ShouldBe(HttpStatusCode.Accepted));
}
