using Marten.Services;

namespace Marten;

/// <summary>Opens sessions; one per application.</summary>
public interface IDocumentStore : IDisposable
{
    /// <summary>Operations on the database schema.</summary>
    IMartenStorage Storage { get; }

    /// <summary>A session that keeps no identity map.</summary>
    IDocumentSession LightweightSession();

    IDocumentSession LightweightSession(SessionOptions options);

    IQuerySession QuerySession();

    IQuerySession QuerySession(SessionOptions options);
}
