using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Kernel;

namespace Monolith.Shared.Infrastructure.Problems;

/// <summary>Every error answer is a problem document (RFC 9457) with a stable code and the correlation id.</summary>
public static class ProblemSetup
{
    internal const string Code = "code";

    private static readonly Dictionary<int, string> Codes = new()
    {
        [400] = "request.invalid",
        [401] = "request.unauthenticated",
        [403] = "request.forbidden",
        [404] = "request.not_found",
        [405] = "request.method_not_allowed",
        [409] = "request.conflict",
        [412] = "request.stale",
        [413] = "request.too_large",
        [415] = "request.unsupported_media_type",
        [428] = "request.precondition_required",
        [429] = "request.rate_limited",
        [500] = "internal",
        [503] = "unavailable",
    };

    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemExceptionHandler>();
        return services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
    }

    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = context => IsNoNews(context.Exception) })
            .Use(DescribeBareErrors);

    /// <summary>Declares the problems that an operation answers with, beside those that every operation can have.</summary>
    public static TBuilder ProducesProblems<TBuilder>(this TBuilder builder, params ReadOnlySpan<int> statusCodes)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statusCodes)
            builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDocument), ["application/problem+json"]));
        return builder;
    }

    /// <summary>
    /// An error without a body gets its problem. The framework's status code pages do the same, but make every request wait for what has
    /// long ended.
    /// </summary>
    private static Task DescribeBareErrors(HttpContext context, RequestDelegate next)
    {
        var answered = next(context);
        return answered.IsCompletedSuccessfully && !IsBareError(context.Response) ? answered : DescribeAsync(context, answered);
    }

    private static async Task DescribeAsync(HttpContext context, Task answered)
    {
        await answered;
        if (IsBareError(context.Response))
            await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new() { HttpContext = context });
    }

    private static bool IsBareError(HttpResponse response) =>
        response is { StatusCode: >= 400 and < 600, HasStarted: false, ContentLength: null } && string.IsNullOrEmpty(response.ContentType);

    /// <summary>A caller who went away, sent bad input or came in a rush is answered, not logged as our failure.</summary>
    private static bool IsNoNews(Exception exception) =>
        exception is OperationCanceledException or BadHttpRequestException or FluentValidation.ValidationException or BusyException;

    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(status);
        problem.Type = $"https://datatracker.ietf.org/doc/html/rfc9110#name-{problem.Title?.ToLowerInvariant().Replace(' ', '-')}";
        problem.Instance = context.HttpContext.Features.Get<IHttpRequestFeature>()?.Path ?? context.HttpContext.Request.Path;
        problem.Extensions.TryAdd(Code, Codes.GetValueOrDefault(status, $"request.status_{status}"));
        problem.Extensions["correlationId"] = Correlation.CorrelationId.Current;
        problem.Extensions.Remove("traceId");
    }
}
