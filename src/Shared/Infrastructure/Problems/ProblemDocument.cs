namespace Monolith.Shared.Infrastructure.Problems;

/// <summary>The shape of every error answer, for the API document (RFC 9457 with this API's members).</summary>
/// <param name="Type">A page that explains the status.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">One sentence about this occurrence.</param>
/// <param name="Instance">The path that was asked.</param>
/// <param name="Code">Stable and dotted: branch on this.</param>
/// <param name="CorrelationId">Name it when you report the problem.</param>
/// <param name="Errors">For invalid input: camelCase field path to the rules it breaks.</param>
public sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string? Detail,
    string Instance,
    string Code,
    string CorrelationId,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors);
