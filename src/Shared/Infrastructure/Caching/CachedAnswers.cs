using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Monolith.Shared.Infrastructure.Caching;

public static class CachedAnswers
{
    internal const string HeaderName = "X-Cache";

    /// <summary>
    /// Keeps the answers of an endpoint for everybody who may ask it, until something with the tag is written
    /// (<see cref="IOutputCacheStore.EvictByTagAsync"/>), and says <c>X-Cache: HIT</c> or <c>MISS</c>. Permissions are looked at before, for each
    /// request; only for endpoints that answer all who may ask alike, never with what is the caller's own.
    /// </summary>
    /// <param name="queryKeys">The parameters of the query on which the answer depends; all others are ignored.</param>
    public static RouteHandlerBuilder CacheAnswers(this RouteHandlerBuilder endpoint, string tag, params string[] queryKeys) => endpoint
        .AddEndpointFilter(KeepOwnHeadersOutAsync)
        .CacheOutput(new Policy(tag, queryKeys));

    /// <summary>
    /// For what may find that somebody else has just done it: answers only when nobody finds in the cache what was before that either.
    /// </summary>
    public static RouteHandlerBuilder EvictAnswers(this RouteHandlerBuilder endpoint, string tag) =>
        endpoint.AddEndpointFilter(async (invocation, next) =>
        {
            var answer = await next(invocation);
            await invocation.HttpContext.RequestServices.GetRequiredService<IOutputCacheStore>().EvictByTagAsync(tag, CancellationToken.None);
            return answer;
        });

    /// <summary>
    /// Runs when the answer has to be made. What the response has by then belongs to this request: correlation, limits, permissions to
    /// cross origins. It comes back when the entry has been taken from the response.
    /// </summary>
    private static ValueTask<object?> KeepOwnHeadersOutAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var response = invocation.HttpContext.Response;
        var own = response.Headers.ToArray();
        response.Headers.Clear();
        response.OnStarting(() =>
        {
            foreach (var (name, value) in own)
                response.Headers.TryAdd(name, value);
            response.Headers[HeaderName] = "MISS";
            return Task.CompletedTask;
        });
        return next(invocation);
    }

    private sealed class Policy(string tag, string[] queryKeys) : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var services = context.HttpContext.RequestServices;
            var lifetime = services.GetRequiredService<IOptions<CachingOptions>>().Value.Lifetime;
            if (lifetime == TimeSpan.Zero)
                return ValueTask.CompletedTask;
            CachedRequest.Begin(context.HttpContext);
            context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = true;
            // The store has them wait, with a limit, and those of other nodes with them.
            context.AllowLocking = false;
            context.ResponseExpirationTimeSpan = lifetime;
            var rules = context.CacheVaryByRules;
            rules.CacheKeyPrefix = services.GetRequiredService<ICacheGenerations>().Current(tag).Name;
            rules.QueryKeys = queryKeys;
            rules.VaryByHost = false;
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.HttpContext.Response.Headers[HeaderName] = "HIT";
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.AllowCacheStorage = context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
            return ValueTask.CompletedTask;
        }
    }
}
