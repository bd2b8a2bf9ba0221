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

    internal static ValueTask<object?> ContinueIntoMessages(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        // A GET asks a query port; it sends no message.
        if (!HttpMethods.IsGet(request.Request.Method) && request.RequestServices.GetService<IMessageBus>() is IMessageContext bus)
            bus.CorrelationId = CorrelationId.Current;
        return next(context);
    }
}
