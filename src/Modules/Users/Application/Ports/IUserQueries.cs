using Monolith.Shared.Kernel;

namespace Monolith.Users.Application.Ports;

/// <summary>People as pages and other readers see them.</summary>
public interface IUserQueries
{
    /// <summary>Totals are counted up to here, and estimated beyond.</summary>
    const int MostCounted = 10_000;

    /// <summary>What a list can be sorted by, in the API's names.</summary>
    static IReadOnlyCollection<string> SortFields { get; } = ["email", "displayName", "createdAt", "status"];

    /// <returns>Null when there is none, or none any more.</returns>
    Task<UserView?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Newest first unless the page names a sort order, and who resembles what was typed most where nobody has it, of a thousand who do; always
    /// in a stable order.
    /// </summary>
    Task<UserPage> ListAsync(UserFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Newest first, at the same cost everywhere in the list, however long it is.</summary>
    Task<CursorPage<UserView>> ReadOnAsync(UserFilter filter, CursorRequest request, CancellationToken cancellationToken);

    /// <returns>What became of a person, newest first; null when there is none, or none any more.</returns>
    Task<CursorPage<UserHistoryView>?> HistoryAsync(Guid id, CursorRequest request, CancellationToken cancellationToken);
}
