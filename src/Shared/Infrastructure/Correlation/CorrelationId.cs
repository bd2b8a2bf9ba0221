using System.Diagnostics;
using System.Text.RegularExpressions;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Correlation;

/// <summary>The correlation id of the running request or message; it flows with the execution context.</summary>
public sealed partial class CorrelationId : ICorrelation
{
    public const string HeaderName = "X-Correlation-Id";

    /// <summary>The tag under which activities carry it.</summary>
    public const string ActivityTag = "correlation.id";

    private static readonly AsyncLocal<string?> Ambient = new();

    /// <summary>Null outside of any request or message.</summary>
    public static string? Current => Ambient.Value;

    public string Id => Current ?? Make();

    /// <summary>Takes the caller's id when it has the allowed form, else makes one, and starts the flow under it.</summary>
    internal static string Begin(string? proposed)
    {
        var id = proposed is not null && AllowedForm().IsMatch(proposed) ? proposed : Make();
        Ambient.Value = id;
        Activity.Current?.SetTag(ActivityTag, id);
        return id;
    }

    private static string Make() => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex AllowedForm();
}
