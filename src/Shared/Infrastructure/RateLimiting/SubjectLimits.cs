using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>Declares that an endpoint is limited per whom its calls are about, beside its limit per caller.</summary>
public sealed record SubjectLimit(RateLimit Limit);

/// <summary>Limits per whom a call is about, whoever makes it.</summary>
public static class SubjectLimits
{
    /// <summary>Counts the request also against whom it is about: those of strangers together, and those from each known network apart.</summary>
    /// <param name="limit">Beside the one that the endpoint declares for its callers.</param>
    /// <param name="subject">Of the body; only its hash is kept.</param>
    /// <param name="provesCaller">Whether a success shows that the caller is the one, so that his network is known from then on.</param>
    public static RouteHandlerBuilder LimitPer<TRequest>(
        this RouteHandlerBuilder builder, RateLimit limit, Func<TRequest, string> subject, bool provesCaller = false) =>
        builder.WithMetadata(new SubjectLimit(limit)).AddEndpointFilter(async (context, next) =>
        {
            var about = subject(context.Arguments.OfType<TRequest>().Single());
            if (!await context.HttpContext.IsWithinAsync(limit, about))
                return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);

            var answer = await next(context);
            if (provesCaller && IsSuccess(answer))
                await context.HttpContext.RequestServices.GetRequiredService<KnownCallers>().RememberAsync(Hash(about), NetworkOf(context.HttpContext));
            return answer;
        });

    /// <summary>Counts the request against whom it is about, for endpoints that learn that only on the way.</summary>
    /// <returns>False when it must be answered with 429; the headers are set then.</returns>
    public static async Task<bool> IsWithinAsync(this HttpContext context, RateLimit limit, string subject)
    {
        var services = context.RequestServices;
        var configured = services.GetRequiredService<ConfiguredLimits>().Of(limit);
        var (about, network) = (Hash(subject), NetworkOf(context));
        var isKnown = await services.GetRequiredService<KnownCallers>().IsKnownAsync(about, network);
        var decision = await services.GetRequiredService<IRateLimiter>().TakeAsync(configured, isKnown ? $"{about}:{network}" : about);
        if (!decision.Allowed)
            RateLimits.Describe(context.Response, configured, decision);
        return decision.Allowed;
    }

    private static string NetworkOf(HttpContext context) => ClientNetwork.Of(context.Connection.RemoteIpAddress);

    private static string Hash(string subject) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));

    private static bool IsSuccess(object? answer) =>
        (answer is INestedHttpResult nested ? nested.Result : answer) is IStatusCodeHttpResult { StatusCode: >= 200 and < 300 };
}
