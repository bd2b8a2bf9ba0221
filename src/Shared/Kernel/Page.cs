namespace Monolith.Shared.Kernel;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows of this page, in the order that was asked for.</param>
/// <param name="PageNumber">1 for the first page.</param>
/// <param name="PageSize">1..<see cref="PageRequest.MaxPageSize"/>.</param>
/// <param name="Total">Rows on all pages.</param>
public sealed record Page<T>(
    IReadOnlyList<T> Items,
    [property: System.Text.Json.Serialization.JsonPropertyName("page")] int PageNumber,
    int PageSize,
    long Total);
