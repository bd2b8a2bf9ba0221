using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace Monolith.Shared.Infrastructure.Correlation;

/// <summary>Takes the correlation id from the request into its messages, and from a message into its handler.</summary>
public static class MessageCorrelation
{
    /// <summary>Messaging middleware: what the handler logs, sends and pushes carries the id of its message.</summary>
    public static void Before(Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        CorrelationId.Begin(envelope.CorrelationId);
    }

    /// <summary>For a GET that sends a message all the same.</summary>
    public static RouteHandlerBuilder ContinueInMessages(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(Sends.Messages);

    /// <summary>Puts what the endpoint sends under the correlation id of the request. Stands behind everything that may refuse the request.</summary>
    public static IApplicationBuilder UseMessageCorrelation(this IApplicationBuilder app) => app.Use(static (HttpContext context, RequestDelegate next) =>
    {
        // A GET asks a query port; it sends no message.
        if (!HttpMethods.IsGet(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<Sends>() is not null)
            Continue(context);
        return next(context);
    });

    private static void Continue(HttpContext request)
    {
        if (request.RequestServices.GetService<IMessageBus>() is IMessageContext bus)
            bus.CorrelationId = CorrelationId.Current;
    }

    private sealed class Sends
    {
        public static readonly Sends Messages = new();
    }
}
