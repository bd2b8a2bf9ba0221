using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Bench.Engines;

/// <summary>
/// Requests without a server and without a network: each has a context of its own, which makes its scope of services when it is first
/// asked for them, does what waits for the start and the end of the answer, and writes the body to nowhere.
/// </summary>
internal sealed class Requests(IServiceProvider services)
{
    private readonly IServiceScopeFactory _scopes = services.GetRequiredService<IServiceScopeFactory>();

    /// <returns>The status of the answer.</returns>
    public async ValueTask<int> SendAsync(RequestDelegate pipeline, string path, string? header = null, string? value = null)
    {
        var answer = new Answering();
        // Room for all: a server's features do not grow with what a request does.
        var features = new FeatureCollection(initialCapacity: 11);
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = HttpMethods.Get, Scheme = "https", Path = path });
        features.Set<IHttpResponseFeature>(answer);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        var context = new DefaultHttpContext(features) { ServiceScopeFactory = _scopes };
        if (header is not null)
            context.Request.Headers[header] = value;
        await pipeline(context);
        await answer.StartAsync();
        await context.Response.CompleteAsync();
        await answer.EndAsync();
        return answer.StatusCode;
    }

    private sealed class Answering : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Callback, object State)> _starting = [];
        private readonly Stack<(Func<object, Task> Callback, object State)> _completed = [];

        public override void OnStarting(Func<object, Task> callback, object state) => _starting.Push((callback, state));

        public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

        public Task StartAsync() => RunAsync(_starting);

        public Task EndAsync() => RunAsync(_completed);

        private static async Task RunAsync(Stack<(Func<object, Task> Callback, object State)> steps)
        {
            while (steps.TryPop(out var step))
                await step.Callback(step.State);
        }
    }
}
