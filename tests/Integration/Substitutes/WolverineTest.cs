using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>A test with a database of its own, and a probe for what its handlers see.</summary>
public abstract class WolverineTest(Services services) : IAsyncLifetime
{
    private protected const string CountRows = "select count(*) from messaging.envelopes";

    private protected readonly Probe _probe = new();
    private protected WolverineDatabase _database = null!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => _database = await WolverineDatabase.CreateAsync(services);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _database.DisposeAsync();
    }
}
