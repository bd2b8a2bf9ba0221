using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monolith.Realtime.Infrastructure.Sessions;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;

namespace Monolith.Realtime.Infrastructure.Endpoints;

/// <summary>Where clients connect. Anonymous: the protocol's first command brings the token.</summary>
internal static class ConnectionEndpoint
{
    public const string Route = "/connection/websocket";

    private const string RetryAfterSeconds = "5";

    // Named by clients that ask for a form of the protocol; without it they get JSON too.
    private const string JsonProtocol = "centrifuge-json";

    private static readonly Error NotAWebSocket = new("realtime.not_a_websocket", "Connect with a WebSocket.", ErrorKind.Invalid);
    private static readonly Error OriginRefused = new("realtime.origin_refused", "This page may not connect here.", ErrorKind.Forbidden);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IOptions<RealtimeOptions>>().Value;
        var limit = new RateLimit("Connections", options.ConnectionsPerMinute, TimeSpan.FromMinutes(1));
        var pipeline = routes.CreateApplicationBuilder();
        // The protocol has its own pings.
        pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        pipeline.Run(HandleAsync);
        routes.MapMethods(Route, [HttpMethods.Get, HttpMethods.Connect], pipeline.Build())
            .WithName("ConnectWebSocket")
            .WithSummary("Opens a live connection: a WebSocket that speaks the Centrifugo client protocol")
            .WithTags("Realtime")
            .AllowAnonymous()
            .RequireRateLimit(limit)
            .ProducesProblems(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status429TooManyRequests,
                StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            await NotAWebSocket.ToProblem().ExecuteAsync(context);
        else if (!context.RequestServices.GetRequiredService<AllowedOrigins>().Allows(context.Request))
            await OriginRefused.ToProblem().ExecuteAsync(context);
        else
            await ConnectAsync(context);
    }

    private static async Task ConnectAsync(HttpContext context)
    {
        var sessions = context.RequestServices.GetRequiredService<SessionRegistry>();
        if (sessions.TryOpen() is not { } session)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Full().ExecuteAsync(context);
            return;
        }

        try
        {
            var options = context.RequestServices.GetRequiredService<IOptions<RealtimeOptions>>().Value;
            var protocol = context.WebSockets.WebSocketRequestedProtocols.Contains(JsonProtocol) ? JsonProtocol : null;
            using var socket = await context.WebSockets.AcceptWebSocketAsync(protocol);
            await new WebSocketTransport(socket, session, options).RunAsync(context.RequestAborted);
        }
        finally
        {
            sessions.Close(session);
        }
    }

    private static ProblemHttpResult Full() =>
        TypedResults.Problem("This node takes no more connections right now.", statusCode: StatusCodes.Status503ServiceUnavailable);
}
