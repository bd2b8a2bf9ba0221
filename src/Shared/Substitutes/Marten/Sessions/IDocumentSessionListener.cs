using Marten.Services;

namespace Marten;

/// <summary>Derive from <see cref="DocumentSessionListenerBase"/> to listen to a session.</summary>
public interface IDocumentSessionListener
{
    /// <summary>Before anything is written; what the listener queues is part of the same transaction.</summary>
    Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token);

    Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token);
}

public abstract class DocumentSessionListenerBase : IDocumentSessionListener
{
    public virtual Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token) => Task.CompletedTask;

    public virtual Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) => Task.CompletedTask;
}
