using System.Net.WebSockets;
using BadExamples.Wall04.Sales.Infrastructure.Endpoints;
using BadExamples.Wall04.Sales.Infrastructure.Persistence;

namespace BadExamples.Wall04.Sales.Infrastructure.Endpoints
{
    internal sealed class EndpointThatReadsATable(TableThatAnswersHttp table)
    {
        public string Get() => table.GetType().Name;
    }
}

namespace BadExamples.Wall04.Sales.Infrastructure.Persistence
{
    internal sealed class TableThatAnswersHttp
    {
        public string Answer() => new EndpointThatReadsATable(this).Get();
    }
}

namespace BadExamples.Wall04.Sales.Infrastructure.Live
{
    internal static class TickerThatTalksItself
    {
        public static async Task TalkAsync(IEnumerable<object> connections, CancellationToken cancellationToken)
        {
            foreach (var socket in connections.OfType<WebSocket>())
                await socket.SendAsync(new byte[1], WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
    }
}
