using Monolith.Shared.Kernel;
using Monolith.Users.Application.Features;

namespace Monolith.Users.Application.Ports;

/// <summary>Where an import begins whose rows are stored.</summary>
public interface IUserImports
{
    /// <returns>The import, which is an earlier one when the request was repeated.</returns>
    Task<Result<UserImportView>> StartAsync(StartImport command, CancellationToken cancellationToken);
}
