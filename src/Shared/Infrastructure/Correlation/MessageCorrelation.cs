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
    public static RouteHandlerBuilder ContinueInMessages(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(static (context, next) =>
    {
        Continue(context.HttpContext);
        return next(context);
    });

    internal static ValueTask<object?> ContinueIntoMessages(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // A GET asks a query port; it sends no message.
        if (!HttpMethods.IsGet(context.HttpContext.Request.Method))
            Continue(context.HttpContext);
        return next(context);
    }

    private static void Continue(HttpContext request)
    {
        if (request.RequestServices.GetService<IMessageBus>() is IMessageContext bus)
            bus.CorrelationId = CorrelationId.Current;
    }
}
