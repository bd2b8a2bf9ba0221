using Monolith.Shared.Kernel;

namespace Monolith.Shared.Application;

/// <summary>What requests with an <see cref="IdempotencyKey"/> were answered at first, for 24 hours at least.</summary>
public interface IFirstAnswers
{
    /// <returns>
    /// The first answer; the error when the key came with another request; null when there was none, or the request has no key.
    /// </returns>
    Task<Result<T>?> FindAsync<T>(Guid callerId, RepeatableRequest? request, CancellationToken cancellationToken);

    /// <summary>Part of the handler's transaction. Refused at commit when the same request came at the same time; run again, the handler finds its answer.</summary>
    void Keep<T>(Guid callerId, RepeatableRequest? request, T answer);
}
