using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Wolverine;

namespace Monolith.Users.Infrastructure;

/// <summary>Asks Identity on the bus. Public because handlers receive it.</summary>
public sealed class Accounts(IMessageBus bus) : IAccounts
{
    public Task<Result<AccountStandingSet>> SetStandingAsync(SetAccountStanding request, CancellationToken cancellationToken) =>
        bus.InvokeAsync<Result<AccountStandingSet>>(request, cancellationToken);

    public Task<Result<AccountErasure>> EraseAsync(EraseAccount request, CancellationToken cancellationToken) =>
        bus.InvokeAsync<Result<AccountErasure>>(request, cancellationToken);
}
