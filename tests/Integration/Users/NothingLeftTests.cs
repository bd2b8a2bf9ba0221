using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Contracts;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;
using Monolith.Monitoring.Application.Features;
using Monolith.Shared.Kernel;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Monolith.Tests.Integration.Identity.Passkeys;
using Monolith.Tests.Integration.Monitoring;
using Monolith.Users.Contracts.Events;
using Wolverine;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Users;

/// <summary>What is left of an erased person in the whole database, whatever comes late and whoever crashed meanwhile.</summary>
public sealed class NothingLeftTests(FreshHost fixture) : IClassFixture<FreshHost>
{
    private readonly string name = $"Zoe{Guid.CreateVersion7():N}";
    private readonly string browser = $"Browser{Guid.CreateVersion7():N}";
    private readonly string token = $"Token{Guid.CreateVersion7():N}";
    private readonly string passkey = $"Key{Guid.CreateVersion7():N}";
    private readonly string phone = RandomNumberGenerator.GetInt32(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture);
    private readonly string email = People.NewEmail();

    private MonolithHost Host => fixture.Host;

    private string[] Values => [email, name, browser, token, passkey, phone];

    [Fact]
    public async Task No_table_has_the_address_the_name_the_number_or_a_device_of_an_erased_person()
    {
        using var admin = await Host.AdminAsync();
        var id = await LiveAsync(admin);
        // One row is known by the id, the other by the address alone, because it failed.
        await Host.ImportAsync(admin, $"email,givenName,phone\n{email},{name},\n{email.ToUpperInvariant()},{name},none\n");
        var dead = new AccountRegistered(Guid.CreateVersion7(), email, string.Empty, ["member"], EmailVerified: false, TimeProvider.System.GetUtcNow());
        await DieAsync(dead);
        var other = People.NewEmail();
        await DieAsync(dead with { AccountId = Guid.CreateVersion7(), Email = other });
        string[] holders =
        [
            "identity.mt_doc_account", "identity.mt_doc_onetimeticket", "identity.mt_doc_passkey", "identity.mt_doc_personalaccesstoken",
            "identity.mt_doc_session", "mail.mt_doc_keptmail", "messaging.dead_letters", "monitoring.mt_doc_auditentry",
            "users.mt_doc_importbatch", "users.mt_doc_user", "users.mt_doc_userhistoryentry",
        ];
        (await Host.TablesWithAsync(Values)).ShouldBe(holders);

        await Host.EraseAsync(admin, id);

        (await Host.TablesWithAsync(Values)).ShouldBeEmpty();
        (await Host.TablesWithAsync(other)).ShouldBe(["messaging.dead_letters"], "what is about others waits for an operator");
        (await Host.TablesWithAsync(id.ToString())).ShouldContain("users.mt_doc_user", "the id stays, so that nothing brings the person back");
    }

    [Fact]
    public async Task Nothing_that_comes_late_brings_the_person_back_or_ends_in_the_dead_letters()
    {
        using var admin = await Host.AdminAsync();
        var id = await LiveAsync(admin);
        await Host.EraseAsync(admin, id);
        var now = TimeProvider.System.GetUtcNow();

        object[] late =
        [
            new AccountRegistered(id, email, name, ["admin"], EmailVerified: true, now),
            new EmailVerified(id, now),
            new AccountRolesChanged(id, ["admin"], 99, now),
            new AccountStandingChanged(id, AccountStanding.Good, 99, now),
            new AccountStandingChanged(id, AccountStanding.Deleted, 100, now),
            new InvitationRefused(id, InvitationRefused.AddressTaken, now),
            new InviteAccount(id, email, name, new Inviter(Guid.CreateVersion7(), null, null)),
            new RenameAccount(id, name, 99),
            new SendInvitation(id, null),
            new SendSecurityNotice(id, SecurityNotice.PasswordChanged),
            new AccountErased(id, now),
            new UserErased(id, now),
        ];
        var tracked = await Track().DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(async Task (bus) =>
        {
            foreach (var message in late)
                await bus.PublishAsync(message);
        });

        tracked.MovedToErrorQueue.AllMessages().ShouldBeEmpty();
        (await admin.UserAsync(id)).Code.ShouldBe("users.not_found");
        (await admin.RolesOfAsync(id)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Host.TablesWithAsync(Values)).ShouldBeEmpty();
        await Host.RegisterAsync(email);
    }

    [Fact]
    public async Task What_identity_has_erased_the_directory_forgets_also_when_whoever_asked_got_no_answer()
    {
        using var admin = await Host.AdminAsync();
        var id = await LiveAsync(admin);
        var request = new EraseAccount(id, new Requester(await admin.OwnIdAsync(), new HashSet<string>(), null, null));
        foreach (var isFirst in new[] { true, false })
        {
            var tracked = await Track().ExecuteAndWaitAsync(async Task (_) =>
            {
                await using var scope = Host.Services.CreateAsyncScope();
                var answer = await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<Result<AccountErasure>>(request);
                answer.IsSuccess.ShouldBeTrue();
            });
            (tracked.FindEnvelopesWithMessageType<UserErased>().Length > 0).ShouldBe(isFirst);
        }

        (await admin.UserAsync(id)).Code.ShouldBe("users.not_found");
        (await admin.EraseAsync(id)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Host.TablesWithAsync(Values)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_erased_before_the_account_is_made_gets_none()
    {
        using var admin = await Host.AdminAsync();
        var id = Guid.CreateVersion7();
        await Host.StoreInvitedAsync(id, email);
        await Host.EraseAsync(admin, id);
        await Track().ExecuteAndWaitAsync(async Task (bus) =>
            await bus.PublishAsync(new InviteAccount(id, email, name, new Inviter(Guid.CreateVersion7(), null, null))));
        (await admin.RolesOfAsync(id)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Host.MailsAsync(email)).ShouldBeEmpty();
        (await Host.TablesWithAsync(Values)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_being_stored_at_that_moment_goes_soon_after()
    {
        using var admin = await Host.AdminAsync();
        var id = await LiveAsync(admin);
        var tracked = await Host.EraseAsync(admin, id);
        tracked.FindEnvelopesWithMessageType<EraseLeftovers>().ShouldNotBeEmpty();
        tracked.FindEnvelopesWithMessageType<AnonymiseLeftovers>().ShouldNotBeEmpty();

        var now = TimeProvider.System.GetUtcNow();
        var lifetimes = new SessionLifetimes(TimeSpan.FromHours(1), TimeSpan.FromDays(1));
        await using (var session = Host.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Insert(Session.Start(id, ["pwd"], new ClientInfo(browser, "192.0.2.7"), lifetimes, now).Session);
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var told = new SecurityEvent(Guid.CreateVersion7(now), "signed-in", id, id, now, "192.0.2.7", null, null, browser, null, Unproven: false);
        await Host.TellAsync(told, Traces.NewCorrelationId());
        (await Host.TablesWithAsync(Values)).ShouldBe(["identity.mt_doc_session", "monitoring.mt_doc_auditentry"]);

        await Host.Running.InvokeMessageAndWaitAsync(new EraseLeftovers(id));
        await Host.Running.InvokeMessageAndWaitAsync(new AnonymiseLeftovers(id));
        (await Host.TablesWithAsync(Values)).ShouldBeEmpty();
    }

    /// <summary>Somebody who has left traces wherever they can.</summary>
    private async Task<Guid> LiveAsync(HttpClient admin)
    {
        await Host.RegisterAsync(email, name);
        await Host.VerifyAsync(email);
        using var client = Host.CreateClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd(browser);
        await Host.TrackedAsync(async () =>
        {
            var login = await client.LoginAsync(email, People.Password);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", login.AccessToken);
        });
        var id = await client.OwnIdAsync();
        using var authenticator = new SoftwareAuthenticator();
        await Host.TrackedAsync(async () =>
        {
            using var made = await client.PostTokenAsync(["profile.read"], token);
            made.StatusCode.ShouldBe(HttpStatusCode.Created);
            (await client.AddPasskeyAsync(authenticator, passkey)).Status.ShouldBe(HttpStatusCode.Created);
            (await client.PostAuthAsync("password/forgot", new { email })).Status.ShouldBe(HttpStatusCode.Accepted);
            var body = new { displayName = $"{name} King", givenName = name, phone = $"+33{phone}", timeZone = "Europe/Paris" };
            (await admin.AskAsync(HttpMethod.Put, $"users/{id}", body, "*")).Status.ShouldBe(HttpStatusCode.OK);
        });
        return id;
    }

    /// <summary>No retry can save it.</summary>
    private async Task DieAsync(AccountRegistered message)
    {
        var tracked = await Track().DoNotAssertOnExceptionsDetected().PublishMessageAndWaitAsync(message);
        tracked.MovedToErrorQueue.AllMessages().ShouldNotBeEmpty();
    }

    private TrackedSessionConfiguration Track() => Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20));
}
