using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Application.Ports;

/// <summary>The rules that several filters share.</summary>
internal static class FilterRules
{
    public const int MaxCorrelationIdLength = 64;

    /// <returns>Null when nothing is wrong. PostgreSQL takes no NUL, and no text that is searched here has a control character.</returns>
    public static Error? BrokenText(string field, string? text, int maxLength) =>
        text is null || (text.Length <= maxLength && !text.Any(char.IsControl))
            ? null
            : Invalid(field, $"Must have at most {maxLength} characters on one line.");

    /// <inheritdoc cref="BrokenText"/>
    public static Error? BrokenTimes(DateTimeOffset? from, DateTimeOffset? to) => from > to ? Invalid("from", "Must not be later than 'to'.") : null;

    public static Error Invalid(string field, string rule) => new("request.invalid", rule, ErrorKind.Invalid, field);
}
