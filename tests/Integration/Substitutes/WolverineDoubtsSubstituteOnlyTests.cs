using Marten;
using Marten.Services;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Tests.Integration.Fixture;
using Npgsql;
using Wolverine;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>A commit that succeeds although its sender hears that the connection broke.</summary>
public sealed class WolverineDoubtsSubstituteOnlyTests(Services services)
{
    [Fact]
    public async Task The_messages_of_a_commit_whose_answer_was_lost_are_handled_all_the_same()
    {
        var probe = new Probe();
        await using var database = await WolverineDatabase.CreateAsync(services);
        var host = await database.StartAsync(probe, options =>
        {
            WolverineNotes.Include(options);
            options.Services.ConfigureMarten(store => store.Listeners.Add(new LostAnswer()));
        });
        var id = Guid.CreateVersion7();
        await using var scope = host.Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();

        await Should.ThrowAsync<NpgsqlException>(() => bus.InvokeAsync(new WolverineNotes.Note(id)));

        (await database.CountEntriesAsync(id)).ShouldBe(1);
        await probe.ReachAsync(1);
    }

    /// <summary>Loses the first one.</summary>
    private sealed class LostAnswer : DocumentSessionListenerBase
    {
        private int _losses;

        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) =>
            Interlocked.Increment(ref _losses) == 1 ? throw new NpgsqlException("Lost.", new IOException()) : Task.CompletedTask;
    }
}
