namespace Marten;

/// <summary>A unit of work over documents, without an identity map.</summary>
public interface IDocumentSession : IDocumentOperations
{
    IList<IDocumentSessionListener> Listeners { get; }

    /// <summary>Writes everything queued in one transaction, and commits the one that was begun explicitly.</summary>
    Task SaveChangesAsync(CancellationToken token = default);

    /// <summary>Begins the transaction now, so that the reads up to the save are inside it.</summary>
    ValueTask BeginTransactionAsync(CancellationToken token);

    /// <summary>Forgets everything queued.</summary>
    void EjectAllPendingChanges();
}
