using Monolith.Shared.Kernel;
using Monolith.Users.Application.Features;
using Monolith.Users.Application.Ports;
using Wolverine;

namespace Monolith.Users.Infrastructure;

/// <summary>Asks on the bus. Public because handlers receive it.</summary>
public sealed class OnePerson(IMessageBus bus) : IOnePerson
{
    public Task<Result<UserView>> ChangeStatusAsync(ChangeStatus command, CancellationToken cancellationToken) =>
        bus.InvokeAsync<Result<UserView>>(command, cancellationToken);

    public Task<Result> ResendInvitationAsync(ResendInvitation command, CancellationToken cancellationToken) =>
        bus.InvokeAsync<Result>(command, cancellationToken);
}
