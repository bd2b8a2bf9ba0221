using Monolith.Shared.Application;
using Wolverine;

namespace Monolith.Shared.Infrastructure.Messaging;

/// <summary>Sends with the transaction of the handler that receives it. Public because handlers receive it.</summary>
public sealed class LaterMessages(IMessageBus bus) : ILaterMessages
{
    public Task SendAsync<T>(T message, TimeSpan delay)
        where T : notnull => bus.ScheduleAsync(message, delay).AsTask();
}
