using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentValidation;
using JasperFx;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Monolith.Shared.Kernel;
using Npgsql;

namespace Monolith.Shared.Infrastructure.Problems;

internal sealed partial class ProblemExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    /// <summary>What a database that went away usually takes to come back.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Describe(exception);
        httpContext.Response.StatusCode = problem.Status!.Value;
        // The middleware that calls this has cleared the response.
        httpContext.Response.Headers[Correlation.CorrelationId.HeaderName] = Correlation.CorrelationId.Current;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = Seconds(exception is BusyException busy ? busy.RetryAfter : Recovery);
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    private static string Seconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        ValidationException invalid => Invalid(
            invalid.Errors.ToLookup(failure => CamelCasePath(failure.PropertyName), failure => failure.ErrorMessage, StringComparer.Ordinal)),
        BadHttpRequestException { InnerException: JsonException json } => Invalid(
            Of(JsonField(json), "The JSON is malformed or a value has the wrong type here.")),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad when ParameterName().Match(bad.Message) is { Success: true } match =>
            Invalid(Of(match.Groups["name"].Value, "Is missing or has the wrong form.")),
        BadHttpRequestException bad => new ProblemDetails { Status = bad.StatusCode },
        BusyException busy => busy.Error.ToProblem().ProblemDetails,
        ConcurrencyException => new ProblemDetails
        {
            Status = StatusCodes.Status412PreconditionFailed,
            Detail = "Somebody changed this in the meantime; load it again.",
        },
        DocumentAlreadyExistsException => new ProblemDetails { Status = StatusCodes.Status409Conflict, Detail = "This exists already." },
        NpgsqlException { IsTransient: true } or { InnerException: NpgsqlException { IsTransient: true } } => new ProblemDetails
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Detail = "The database does not answer right now; try again in a moment.",
        },
        _ => new ProblemDetails { Status = StatusCodes.Status500InternalServerError, Detail = "Something went wrong on our side." },
    };

    private static HttpValidationProblemDetails Invalid(ILookup<string, string> errors) =>
        new(errors.ToDictionary(field => field.Key, field => field.ToArray(), StringComparer.Ordinal))
        {
            Status = StatusCodes.Status400BadRequest,
            Title = null,
            Detail = "The input breaks a rule; see errors.",
        };

    private static ILookup<string, string> Of(string field, string rule) => new[] { rule }.ToLookup(_ => field, StringComparer.Ordinal);

    private static string JsonField(JsonException exception) => exception.Path?.TrimStart('$').TrimStart('.') is { Length: > 0 } path ? path : "body";

    private static string CamelCasePath(string path) => string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    [GeneratedRegex("""(parameter|bind parameter) "[^"]*?(?<name>\w+)" """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex ParameterName();
}
