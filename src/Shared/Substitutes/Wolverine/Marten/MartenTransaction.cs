using global::Marten;
using global::Marten.Services;
using global::Marten.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;

namespace Wolverine.Marten;

/// <summary>Messages that become rows with a session's documents and go on their way when the session has committed.</summary>
internal sealed class MartenTransaction : DocumentSessionListenerBase, IHandlerTransaction
{
    private readonly WolverineRuntime _runtime;
    private readonly IDocumentSession _session;
    private List<Envelope> _pending = [];

    public MartenTransaction(WolverineRuntime runtime, IDocumentSession session)
    {
        _runtime = runtime;
        _session = session;
        _session.Listeners.Add(this);
    }

    public void Store(Envelope envelope)
    {
        if (_runtime.Sender.Prepare(envelope))
            _session.QueueOperation(new StoreEnvelope(_runtime.Store!.Commands, envelope));

        _pending.Add(envelope);
    }

    public void Complete(Envelope envelope) => _session.QueueOperation(new CompleteEnvelope(_runtime.Store!.Commands, envelope));

    public async Task CommitAsync(CancellationToken cancellation)
    {
        try
        {
            await _session.SaveChangesAsync(cancellation);
        }
        catch
        {
            _runtime.GiveBack(_pending);
            throw;
        }

        // A session without changes tells no listener.
        Send();
    }

    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        Send();
        return Task.CompletedTask;
    }

    private void Send()
    {
        var committed = _pending;
        _pending = [];
        _runtime.Sender.Send(committed);
    }
}

/// <summary>Makes a handler that reaches the session of its scope transactional.</summary>
internal sealed class MartenTransactions : ITransactions
{
    public Type SessionType => typeof(IDocumentSession);

    public IHandlerTransaction Begin(IServiceProvider services) =>
        new MartenTransaction(services.GetRequiredService<WolverineRuntime>(), services.GetRequiredService<IDocumentSession>());
}
