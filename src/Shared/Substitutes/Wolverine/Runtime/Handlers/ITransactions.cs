namespace Wolverine.Runtime.Handlers;

/// <summary>Puts the messages that a handler causes into the transaction of its documents.</summary>
internal interface ITransactions
{
    /// <summary>The service that makes a handler transactional when it reaches it.</summary>
    Type SessionType { get; }

    IHandlerTransaction Begin(IServiceProvider services);
}

internal interface IEnvelopeTransaction
{
    /// <summary>Writes the envelope with the documents.</summary>
    void Store(Envelope envelope);
}

internal interface IHandlerTransaction : IEnvelopeTransaction
{
    /// <summary>Deletes the handled message with the documents; the transaction fails when this node owns it no longer.</summary>
    void Complete(Envelope envelope);

    Task CommitAsync(CancellationToken cancellation);
}
