using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure;
using Monolith.Realtime.Infrastructure.Channels;
using Monolith.Realtime.Infrastructure.Sessions;
using Monolith.Shared.Application;

namespace Monolith.Tests.Unit.Realtime;

/// <summary>One node without a network: opens sessions, moves the clock, shows what each client would receive.</summary>
internal sealed class SessionHarness : IAccessTokens, IRolePermissions, IDisposable
{
    private readonly ServiceProvider provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Dictionary<string, TokenReading> tokens = [];
    private readonly RealtimeTelemetry telemetry;

    public SessionHarness(RealtimeOptions? options = null)
    {
        Options = options ?? new RealtimeOptions();
        telemetry = new RealtimeTelemetry(provider.GetRequiredService<IMeterFactory>());
        Hub = new ChannelHub(telemetry);
        var wrapped = new OptionsWrapper<RealtimeOptions>(Options);
        var services = new SessionServices(Hub, new LocalPresence(Hub), this, wrapped, Clock, NullLogger<ClientSession>.Instance);
        Sessions = new SessionRegistry(services, telemetry, wrapped);
        Permissions = new SessionPermissions(Sessions, this, Clock);
    }

    public RealtimeOptions Options { get; }

    public ManualClock Clock { get; } = new();

    public ChannelHub Hub { get; }

    public SessionRegistry Sessions { get; }

    public SessionPermissions Permissions { get; }

    /// <summary>What each role grants; another one grants the permission of its own name.</summary>
    public Dictionary<string, string[]> Grants { get; } = [];

    public void Dispose()
    {
        telemetry.Dispose();
        provider.Dispose();
    }

    public Task<TokenReading> ReadAsync(string token, CancellationToken cancellationToken) =>
        Task.FromResult(tokens.GetValueOrDefault(token, TokenReading.Invalid));

    public ValueTask<IReadOnlySet<string>> GrantedAsync(IReadOnlyList<string> roles, bool withSecondFactor) =>
        new(roles.SelectMany(role => Grants.GetValueOrDefault(role, [role])).ToHashSet());

    ValueTask<bool> IRolePermissions.AdmitAsync(IReadOnlyList<string> roles, bool withSecondFactor) => throw new NotSupportedException();

    public void Forget()
    {
        // Always asks anew.
    }

    /// <summary>A token of somebody who has a role for each permission, of the same name.</summary>
    public void Issue(string token, Guid userId, TimeSpan lifetime, params string[] permissions) =>
        tokens[token] = new(new Subscriber(userId, SessionOf(userId), permissions, HasShownSecondFactor: false, permissions.ToHashSet()), Clock.GetUtcNow() + lifetime, HasExpired: false);

    /// <summary>The sign-in session of a person's tokens.</summary>
    public static Guid SessionOf(Guid userId) => new([.. userId.ToByteArray().Reverse()]);

    public void Expire(string token) => tokens[token] = TokenReading.Expired;

    public ClientSession Open() => Sessions.TryOpen().ShouldNotBeNull();

    /// <summary>A connected client with a token for an hour.</summary>
    public async Task<ClientSession> ConnectAsync(Guid userId, params string[] permissions)
    {
        Issue($"token of {userId}", userId, TimeSpan.FromHours(1), permissions);
        var session = Open();
        await SayAsync(session, $$$"""{"id":1,"connect":{"token":"token of {{{userId}}}"}}""");
        Heard(session).ShouldHaveSingleItem().GetProperty("connect").GetProperty("client").GetString().ShouldBe(session.Id);
        return session;
    }

    public static Task SayAsync(ClientSession session, params string[] lines) =>
        session.ReceiveAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    /// <summary>Takes what waits for the client.</summary>
    public static IReadOnlyList<JsonElement> Heard(ClientSession session)
    {
        var lines = new List<JsonElement>();
        while (session.Outgoing.TryTake(out var line))
            lines.Add(JsonElement.Parse(line.Span));
        return lines;
    }

    public void Pass(TimeSpan time)
    {
        for (var end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end;)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            Sessions.Watch(Clock.GetUtcNow());
        }
    }
}
