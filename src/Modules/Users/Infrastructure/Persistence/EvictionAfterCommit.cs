using Marten;
using Marten.Services;
using Microsoft.AspNetCore.OutputCaching;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>
/// Whatever writes people, a request or a reaction, goes on when cached answers show it. A person who was removed leaves an entry in the
/// history.
/// </summary>
internal sealed class EvictionAfterCommit(IOutputCacheStore cache) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token) =>
        commit.Inserted.Concat(commit.Updated).Any(document => document is User or UserHistoryEntry)
            ? cache.EvictByTagAsync(UsersCache.Tag, token).AsTask()
            : Task.CompletedTask;
}
