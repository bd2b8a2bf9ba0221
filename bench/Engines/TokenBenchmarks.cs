using BenchmarkDotNet.Attributes;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Bench.Engines;

/// <summary>
/// What it costs to authenticate a request by its access token, the request's context and scope of services included, beside the
/// validation of the same token alone. A token of a session that the node has not served in the last half second also costs a question to
/// the database.
/// </summary>
/// <remarks>An iteration has as many calls as there are fresh tokens, so that none of them is seen twice.</remarks>
[MemoryDiagnoser]
[InvocationCount(Calls)]
public class TokenBenchmarks
{
    private const int Calls = 8_192;

    private static readonly Account Somebody =
        Account.Administrator(EmailAddress.Parse($"{Guid.CreateVersion7():N}@example.test"), "Somebody", "no hash at all", TimeProvider.System.GetUtcNow());

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly string[] _fresh = new string[Calls];
    private WebApplication _host = null!;
    private Requests _requests = null!;
    private IAccessTokens _tokens = null!;
    private TokenValidationParameters _parameters = null!;
    private IDocumentStore _store = null!;
    private Session _session = null!;
    private string _token = null!;
    private string _authorization = null!;
    private int _next;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _host = await IdentityHost.BuildAsync();
        _requests = new Requests(_host.Services);
        _tokens = _host.Services.GetRequiredService<IAccessTokens>();
        _parameters = _host.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>()
            .Get(JwtBearerDefaults.AuthenticationScheme).TokenValidationParameters;
        _store = _host.Services.GetRequiredService<IDocumentStore>();
        await using (var documents = _store.LightweightSession())
        {
            documents.Store(Somebody);
            await documents.SaveChangesAsync();
        }

        _session = (await OpenSessionsAsync(1))[0];
        _token = await IssueAsync(_session);
        _authorization = $"Bearer {_token}";
        if ((await ValidateAsync()).Exception is { } refusal)
            throw new InvalidOperationException("The token is refused; there is nothing to measure.", refusal);
    }

    [Benchmark(Baseline = true, Description = "its validation alone")]
    public Task<TokenValidationResult> ValidateAsync() => _handler.ValidateTokenAsync(_token, _parameters);

    [Benchmark(Description = "token check, seen before")]
    public ValueTask<int> CheckAgain() => _requests.SendAsync(AuthenticateAsync, "/", "Authorization", _authorization);

    [IterationSetup(Target = nameof(CheckNew))]
    public void MakeTokens() => MakeFresh(Enumerable.Repeat(_session, Calls));

    [Benchmark(Description = "token check, seen for the first time")]
    public ValueTask<int> CheckNew() => _requests.SendAsync(AuthenticateAsync, "/", "Authorization", _fresh[_next++]);

    [IterationSetup(Target = nameof(CheckNewSession))]
    public void MakeSessions() => MakeFresh(OpenSessionsAsync(Calls).GetAwaiter().GetResult());

    [Benchmark(Description = "token check, its session seen for the first time too")]
    public ValueTask<int> CheckNewSession() => CheckNew();

    [GlobalCleanup]
    public async Task CleanupAsync() => await _host.DisposeAsync();

    private static async Task AuthenticateAsync(HttpContext context)
    {
        var result = await context.RequestServices.GetRequiredService<IAuthenticationService>().AuthenticateAsync(context, scheme: null);
        if (!result.Succeeded)
            throw new InvalidOperationException("A valid token was refused.", result.Failure);
    }

    private async Task<List<Session>> OpenSessionsAsync(int count)
    {
        var lifetimes = new SessionLifetimes(TimeSpan.FromDays(1), TimeSpan.FromDays(30));
        List<Session> sessions = [];
        await using var documents = _store.LightweightSession();
        while (sessions.Count < count)
        {
            var (session, _) = Session.Start(
                Somebody.Id, [AuthenticationMethods.Password], new ClientInfo(userAgent: null, ip: null), lifetimes, TimeProvider.System.GetUtcNow());
            documents.Insert(session);
            sessions.Add(session);
        }

        await documents.SaveChangesAsync();
        return sessions;
    }

    private void MakeFresh(IEnumerable<Session> sessions)
    {
        _next = 0;
        foreach (var session in sessions)
            _fresh[_next++] = $"Bearer {Issue(session)}";
        _next = 0;
    }

    private string Issue(Session session) => IssueAsync(session).GetAwaiter().GetResult();

    private async Task<string> IssueAsync(Session session) => (await _tokens.IssueAsync(Somebody, session, CancellationToken.None)).Value;
}
