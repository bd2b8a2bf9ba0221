using Microsoft.Extensions.Logging;
using Monolith.Shared.Infrastructure.Hosting;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>Looks after the signing keys. Every node does it; of several that make the next key at once one succeeds.</summary>
internal sealed class KeyRotation(SigningKeys keys, TimeProvider clock, ILogger<KeyRotation> logger) : Housekeeping(Interval, clock, logger)
{
    /// <summary>Far more often than a new key is announced ahead of its first signature.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override Task WorkAsync(CancellationToken cancellationToken) => keys.RotateAsync(cancellationToken);
}
