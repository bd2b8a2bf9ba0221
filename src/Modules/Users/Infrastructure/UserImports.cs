using Monolith.Shared.Kernel;
using Monolith.Users.Application.Features;
using Monolith.Users.Application.Ports;
using Wolverine;

namespace Monolith.Users.Infrastructure;

/// <summary>Begins them on the bus.</summary>
internal sealed class UserImports(IMessageBus bus) : IUserImports
{
    public Task<Result<UserImportView>> StartAsync(StartImport command, CancellationToken cancellationToken) =>
        bus.InvokeAsync<Result<UserImportView>>(command, cancellationToken);
}
