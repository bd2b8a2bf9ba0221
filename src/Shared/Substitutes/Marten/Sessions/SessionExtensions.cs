using Marten.Operations;

namespace Marten.Sessions;

/// <summary>What the messaging engine reaches behind the public interfaces.</summary>
internal static class SessionExtensions
{
    /// <summary>Adds an operation to the session's next save.</summary>
    public static void QueueOperation(this IDocumentSession session, IStorageOperation operation) =>
        ((DocumentSession)session).Queue(operation);
}
