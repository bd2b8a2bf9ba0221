using System.Net;
using System.Text.Json.Nodes;
using Marten;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity.External;
using Monolith.Users.Domain;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Somebody of one cell of the matrix: an operator with a password, and with an authenticator app where the way asks for one.</summary>
internal sealed record Subject(Account Account, AuthenticatorApp? App, string[] RecoveryCodes)
{
    public Guid Id => Account.Id;

    public string Email => Account.Email;
}

/// <summary>One host and one provider for all cells. People are stored as registration leaves them, which takes a hundredth of the time.</summary>
public sealed class TokenMatrix(Services services) : IAsyncLifetime
{
    private readonly AcmeHost acme = new(services);
    private string passwordHash = null!;

    public MonolithHost Host => acme.Host;

    /// <summary>Knows nothing and sends nothing by itself.</summary>
    public HttpClient Anybody { get; private set; } = null!;

    public HttpClient Admin { get; private set; } = null!;

    internal string Issuer => acme.Settings[$"Identity:Providers:{OpenIdProvider.Name}:Authority"]!;

    private UserManager<Account> Manager => Host.Services.GetRequiredService<UserManager<Account>>();

    public async ValueTask InitializeAsync()
    {
        await acme.InitializeAsync();
        Anybody = Host.CreateClient();
        Admin = await Host.AdminAsync();
        passwordHash = await Host.Services.GetRequiredService<IPasswords>().HashAsync(People.Password, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Anybody.Dispose();
        await acme.DisposeAsync();
    }

    internal async Task<Subject> SubjectAsync(bool hasAuthenticator)
    {
        var now = TimeProvider.System.GetUtcNow();
        var account = Account.Register(EmailAddress.Parse(People.NewEmail()), "Ada Lovelace", passwordHash, now);
        account.VerifyEmail(now);
        account.Assign([Roles.Operator], now, by: null);
        var (app, codes) = hasAuthenticator ? await AddAuthenticatorAsync(account) : (null, []);
        var email = Monolith.Users.Domain.Email.Create(account.Email).Value!;
        var person = User.Provision(account.Id, email, DisplayName.Create("Ada Lovelace").Value!, account.Roles, emailVerified: true, now);
        await StoreAsync(session =>
        {
            session.Insert(account);
            session.Insert(person);
        });
        return new(account, app, codes);
    }

    internal async Task StoreAsync(Action<IDocumentSession> store)
    {
        await using var session = Host.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        store(session);
        await session.SaveChangesAsync();
    }

    /// <summary>A ticket as a mail brings it.</summary>
    internal async Task<string> TicketAsync(TicketPurpose purpose, Account? account)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (ticket, token) = account is null ? OneTimeTicket.For(purpose, now) : OneTimeTicket.For(purpose, account, now);
        await StoreAsync(session => session.Insert(ticket));
        return token;
    }

    /// <summary>The account with an app whose codes are asked for from now on.</summary>
    internal async Task RequireSecondFactorAsync(Guid id)
    {
        await using var session = Host.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var account = (await session.LoadAsync<Account>(id))!;
        await AddAuthenticatorAsync(account);
        session.UpdateRevision(account, account.Version + 1);
        await session.SaveChangesAsync();
    }

    /// <summary>Of everybody with the role, whatever they have: such a role grants nothing in a session that has shown none.</summary>
    internal async Task AskSecondFactorOfOperatorsAsync(bool doesAsk)
    {
        await using var session = Host.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var role = await session.LoadAsync<Role>(Roles.Operator) ?? Role.BuiltIn().Single(role => role.Id == Roles.Operator);
        role.Change(role.Permissions, doesAsk);
        session.UpdateRevision(role, role.Version + 1);
        await session.SaveChangesAsync();
        Host.Services.GetRequiredService<IRolePermissions>().Forget();
    }

    /// <summary>Signed in, by all that the account asks for; the first recovery code is left.</summary>
    internal async Task<AuthAnswer> SignInAsync(Subject subject)
    {
        var login = subject.App is null
            ? await Anybody.LoginAsync(subject.Email, People.Password)
            : await Anybody.SecondStepAsync(await Anybody.FirstStepAsync(subject.Email), subject.RecoveryCodes[1], "recoveryCode");
        login.Status.ShouldBe(HttpStatusCode.OK);
        return login;
    }

    /// <summary>A client of the person's own, in another session.</summary>
    internal async Task<HttpClient> ClientAsync(Subject subject)
    {
        var client = Host.CreateClient();
        client.Use((await SignInAsync(subject)).AccessToken);
        return client;
    }

    /// <summary>What a token is worth to whoever has it: whose roles it carries, and what they may do with it.</summary>
    internal async Task<string> WorthAsync(string token)
    {
        var me = await Anybody.GetAuthAsync("me", token);
        return me.Status == HttpStatusCode.OK ? $"a token of {Join(me.Json["roles"])} for {Join(me.Json["permissions"])}" : Refusal(me);
    }

    /// <summary>In the words of the matrix.</summary>
    internal async Task<string> OutcomeAsync(AuthAnswer answer)
    {
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Created))
            return answer.Status == HttpStatusCode.NoContent ? "done, no token" : Refusal(answer);
        if (answer.Json["mfaRequired"] is not null)
            return "asked for the second factor";
        var token = (answer.Json["accessToken"] ?? answer.Json["token"]).ShouldNotBeNull();
        return await WorthAsync((string)token!);
    }

    private static string Refusal(AuthAnswer answer) => $"{(int)answer.Status} {answer.Code}";

    private static string Join(JsonNode? names) => names!.AsArray() is { Count: > 0 } some ? string.Join(" and ", some.Select(name => (string)name!)) : "nothing";

    private async Task<(AuthenticatorApp App, string[] RecoveryCodes)> AddAuthenticatorAsync(Account account)
    {
        await Manager.ResetAuthenticatorKeyAsync(account);
        await Manager.SetTwoFactorEnabledAsync(account, enabled: true);
        var codes = await Manager.GenerateNewTwoFactorRecoveryCodesAsync(account, 2);
        return (new AuthenticatorApp((await Manager.GetAuthenticatorKeyAsync(account))!), [.. codes!]);
    }
}
