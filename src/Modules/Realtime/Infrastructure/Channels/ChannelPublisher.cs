using System.Diagnostics;
using System.Text.Json;
using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;

namespace Monolith.Realtime.Infrastructure.Channels;

internal sealed class ChannelPublisher(IBackplane backplane, ChannelHub hub, RealtimeTelemetry telemetry) : IPublisher
{
    public async Task PublishAsync(ChannelName channel, Publication publication, CancellationToken cancellationToken)
    {
        using var activity = telemetry.StartPush(channel, publication, hub.Count(channel));
        try
        {
            var data = JsonSerializer.SerializeToUtf8Bytes(publication, JsonSerializerOptions.Web);
            var nodes = await backplane.PublishAsync(channel, data);
            activity?.SetTag("realtime.nodes", nodes);
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }
    }
}
