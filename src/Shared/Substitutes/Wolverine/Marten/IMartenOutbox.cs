using global::Marten;
using Wolverine.Runtime;

namespace Wolverine.Marten;

/// <summary>
/// A bus for code outside a handler: what is sent through it is stored when <see cref="Session"/> saves its changes, in the same
/// transaction, and only then goes on its way.
/// </summary>
public interface IMartenOutbox : IMessageBus
{
    IDocumentSession? Session { get; }

    /// <summary>Takes this session from now on; at first it is the one of the scope.</summary>
    void Enroll(IDocumentSession session);
}

internal sealed class MartenOutbox : MessageContext, IMartenOutbox
{
    private readonly WolverineRuntime _runtime;

    public MartenOutbox(WolverineRuntime runtime, IDocumentSession session)
        : base(runtime)
    {
        _runtime = runtime;
        Enroll(session);
    }

    public IDocumentSession? Session { get; private set; }

    public void Enroll(IDocumentSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        Session = session;
        Transaction = new MartenTransaction(_runtime, session);
    }
}
