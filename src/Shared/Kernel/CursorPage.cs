namespace Monolith.Shared.Kernel;

/// <summary>Some rows of a list that is read in a stable order, however long it is, at the same cost everywhere in it.</summary>
/// <param name="Items">The rows, in the order of the list.</param>
/// <param name="Next">To be sent as <c>after</c> for the rows that follow; null when there are none.</param>
public sealed record CursorPage<T>(IReadOnlyList<T> Items, string? Next);
