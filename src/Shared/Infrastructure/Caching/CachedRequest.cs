using Microsoft.AspNetCore.Http;

namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>The request whose answer is looked for in the cache, which output caching does not tell its store.</summary>
internal static class CachedRequest
{
    private static readonly AsyncLocal<HttpContext?> Ambient = new();

    /// <summary>Must not be called from an async method, where it would be forgotten at the end of it.</summary>
    public static void Begin(HttpContext context) => Ambient.Value = context;

    /// <summary>Calls back when the request has ended, whether or not it was answered.</summary>
    public static void OnEnd(Func<ValueTask> callback) => Ambient.Value?.Response.RegisterForDisposeAsync(new Ending(callback));

    private sealed class Ending(Func<ValueTask> callback) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => callback();
    }
}
