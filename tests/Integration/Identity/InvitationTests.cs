using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Contracts.Requests;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Users;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

/// <summary>The link to an account that somebody else had made works once, for whoever reads the mail, and nothing else opens it.</summary>
public sealed class InvitationTests(OneHost fixture) : IClassFixture<OneHost>, IAsyncLifetime
{
    private const string Path = "invitation";

    private readonly string email = People.NewEmail();
    private HttpClient admin = null!;
    private HttpClient anybody = null!;
    private Guid id;
    private string token = string.Empty;

    private MonolithHost Host => fixture.Host;

    public async ValueTask InitializeAsync()
    {
        (admin, anybody) = (await Host.AdminAsync(), Host.CreateClient());
        id = await Host.InviteAsync(admin, email);
        token = await Host.LinkTokenAsync(email);
    }

    public ValueTask DisposeAsync()
    {
        admin.Dispose();
        anybody.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_follows_the_link_chooses_a_password_once_and_signs_in()
    {
        await Host.TrackedAsync(async () => (await anybody.LoginAsync(email, Invitations.Password)).Code.ShouldBe("identity.invalid_credentials"));
        (await Host.AcceptAsync(token)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await anybody.PostAuthAsync(Path, new { token, password = "a third long and quiet sentence" })).Code.ShouldBe("identity.invalid_token");

        var login = await anybody.LoginAsync(email, Invitations.Password);
        login.Status.ShouldBe(HttpStatusCode.OK);
        ((Guid)login.Json["user"]!["id"]!).ShouldBe(id);
        (await admin.StatusOfAsync(id)).ShouldBe("active");
        (await Host.MailsAsync(email)).ShouldBe(["You are invited"]);
    }

    [Fact]
    public async Task The_mail_says_who_invited_and_hides_the_token_from_servers()
    {
        var mails = (await anybody.GetFromJsonAsync<JsonArray>($"/dev/mail/messages?to={Uri.EscapeDataString(email)}"))!;
        var mail = mails.ShouldHaveSingleItem()!;
        ((string)mail["text"]!).ShouldContain("/accept-invitation#token=");
        ((string)mail["html"]!).ShouldContain("/accept-invitation#token=");
        ((string)mail["text"]!).ShouldContain($"{(string)(await admin.GetAuthAsync("me")).Json["displayName"]!} made an account for you");
    }

    [Theory]
    [InlineData("short", "Must have at least 12 characters.")]
    [InlineData("ada lovelace!", "Must not consist of your own name or address.")]
    public async Task A_password_that_is_refused_names_the_rule_and_leaves_the_link_as_it_is(string password, string rule)
    {
        var refused = await anybody.PostAuthAsync(Path, new { token, password });
        (refused.Status, (string)refused.Json["errors"]!["password"]![0]!).ShouldBe((HttpStatusCode.BadRequest, rule));
        (await Host.AcceptAsync(token)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Tokens_for_something_else_and_invented_ones_accept_nothing()
    {
        (await Host.AcceptAsync("invented")).Code.ShouldBe("identity.invalid_token");
        (await anybody.PostAuthAsync("email/verify", new { token })).Code.ShouldBe("identity.invalid_token");
        (await anybody.PostAuthAsync("password/reset", new { token, newPassword = Invitations.Password })).Code.ShouldBe("identity.invalid_token");
        var person = await Host.RegisterAsync();
        (await Host.AcceptAsync(await Host.LinkTokenAsync(person.Email))).Code.ShouldBe("identity.invalid_token");
    }

    [Fact]
    public async Task Who_is_deleted_before_does_not_accept_and_needs_another_link_once_restored()
    {
        await Host.MakeAsync(admin, id, "delete");
        (await Host.AcceptAsync(token)).Code.ShouldBe("identity.invalid_token");
        await Host.MakeAsync(admin, id, "restore");
        (await Host.AcceptAsync(token)).Code.ShouldBe("identity.invalid_token");
        await Host.TrackedAsync(() => admin.AskAsync(HttpMethod.Post, $"users/{id}/invitation"));
        (await Host.AcceptAsync(await Host.LinkTokenAsync(email))).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Nobody_who_registers_with_the_address_prepares_a_password_for_it()
    {
        foreach (var again in new[] { "register", "email/resend" })
            await Host.TrackedAsync(() => anybody.PostAuthAsync(again, new { email, password = "the intruder's own sentence", displayName = "Eve" }));
        (await Host.MailsAsync(email)).ShouldBe(["You are invited", "You are invited", "You are invited"]);
        (await Host.AcceptAsync(token)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await anybody.LoginAsync(email, "the intruder's own sentence")).Code.ShouldBe("identity.invalid_credentials");
        (await anybody.LoginAsync(email, Invitations.Password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_resets_the_password_by_mail_instead_has_accepted_and_the_invitation_is_void()
    {
        await Host.TrackedAsync(() => anybody.PostAuthAsync("password/forgot", new { email }));
        var reset = await Host.LinkTokenAsync(email);
        await Host.TrackedAsync(async () =>
            (await anybody.PostAuthAsync("password/reset", new { token = reset, newPassword = "a third long and quiet sentence" })).Status.ShouldBe(HttpStatusCode.NoContent));
        (await Host.AcceptAsync(token)).Code.ShouldBe("identity.invalid_token");
        (await admin.StatusOfAsync(id)).ShouldBe("active");
    }

    [Fact]
    public async Task Who_is_asked_for_twice_gets_one_account_and_one_mail_and_no_second_profile()
    {
        var request = new InviteAccount(id, email, "Ada Lovelace", new Inviter(await admin.OwnIdAsync(), null, null));
        var tracked = await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).PublishMessageAndWaitAsync(request);
        tracked.FindEnvelopesWithMessageType<AccountRegistered>().ShouldBeEmpty();
        (await Host.MailsAsync(email)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_audit_trail_has_who_invited_and_who_accepted()
    {
        (await Host.AcceptAsync(token)).Status.ShouldBe(HttpStatusCode.NoContent);
        var entries = (await admin.AskAsync(HttpMethod.Get, "monitoring/audit?pageSize=100")).Json!["items"]!.AsArray()
            .Where(entry => (Guid?)entry!["accountId"] == id)
            .Select(entry => ((string)entry!["kind"]!, (Guid?)entry["actorId"]));
        entries.ShouldBe([("invitation-accepted", id), ("account-invited", await admin.OwnIdAsync())]);
    }

    [Fact]
    public async Task Of_many_who_follow_the_link_at_once_one_does()
    {
        var passwords = Enumerable.Range(0, 12).Select(number => $"{Invitations.Password} {number}").ToArray();
        var answers = await Task.WhenAll(passwords.Select(password => anybody.PostAuthAsync(Path, new { token, password })));
        var winner = passwords[answers.Index().Single(answer => answer.Item.Status == HttpStatusCode.NoContent).Index];
        answers.Count(answer => answer.Code == "identity.invalid_token").ShouldBe(passwords.Length - 1);
        (await anybody.LoginAsync(email, winner)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
