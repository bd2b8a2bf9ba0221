using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Realtime.Infrastructure.Channels;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>What every session of this node works with.</summary>
internal sealed class SessionServices(
    ChannelHub hub, IPresence presence, IAccessTokens tokens, IOptions<RealtimeOptions> options, TimeProvider clock, ILogger<ClientSession> logger)
{
    public ChannelHub Hub => hub;

    public IPresence Presence => presence;

    public IAccessTokens Tokens => tokens;

    public RealtimeOptions Options { get; } = options.Value;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;

    /// <summary>Tells the nodes apart in what clients report.</summary>
    public string Node { get; } = Guid.CreateVersion7().ToString("N");

    public string Version { get; } = typeof(SessionServices).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
