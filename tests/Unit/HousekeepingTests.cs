using System.Reflection;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monolith.Identity.Infrastructure;
using Monolith.Identity.Infrastructure.Persistence;
using Monolith.Identity.Infrastructure.Secrets;
using Monolith.Identity.Infrastructure.Tokens;
using Monolith.Monitoring.Infrastructure;
using Monolith.Monitoring.Infrastructure.Persistence;

namespace Monolith.Tests.Unit;

/// <summary>What a node does beside its requests must not end the node when it fails once.</summary>
public sealed class HousekeepingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly IDocumentStore _store = DispatchProxy.Create<IDocumentStore, AwayStore>();

    [Fact]
    public async Task The_signing_keys_are_looked_after_again_when_the_database_was_away()
    {
        var options = Options.Create(new IdentityOptions());
        using var keys = new SigningKeys(
            new SigningKeyStore(_store), new InstallationSeal(options), options, _clock, NullLogger<SigningKeys>.Instance);
        using var rotation = new KeyRotation(keys, _clock, NullLogger<KeyRotation>.Instance);
        await TriesAgainAsync(rotation, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task What_has_expired_is_removed_later_when_the_database_was_away()
    {
        using var sweep = new ExpirySweep(_store, _clock, NullLogger<ExpirySweep>.Instance);
        await TriesAgainAsync(sweep, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Old_audit_entries_are_removed_later_when_the_database_was_away()
    {
        using var sweep = new AuditSweep(_store, Options.Create(new MonitoringOptions()), _clock, NullLogger<AuditSweep>.Instance);
        await TriesAgainAsync(sweep, AuditSweep.Interval);
    }

    private async Task TriesAgainAsync(BackgroundService service, TimeSpan interval)
    {
        await service.StartAsync(TestContext.Current.CancellationToken);
        await _clock.FirstTimer.WaitAsync(Patience);
        for (var round = 0; round < 3; round++)
        {
            _clock.Advance(interval);
            (await ((AwayStore)_store).Asked.WaitAsync(Patience, TestContext.Current.CancellationToken)).ShouldBeTrue();
        }

        await service.StopAsync(TestContext.Current.CancellationToken);
        service.ExecuteTask!.IsFaulted.ShouldBeFalse();
    }

    /// <summary>A store whose every call fails; not by a database driver, for not every failure is one.</summary>
    public class AwayStore : DispatchProxy
    {
        public SemaphoreSlim Asked { get; } = new(0);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Asked.Release();
            throw new TimeoutException("The database is away.");
        }
    }
}
