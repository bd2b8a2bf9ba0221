using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;

namespace Monolith.Users.Application.Ports;

/// <summary>The accounts of the people in the directory. Identity owns them, and says whether what is asked for may be.</summary>
public interface IAccounts
{
    /// <returns>Once it is so and committed, whatever becomes of the directory; or Identity's refusal.</returns>
    Task<Result<AccountStandingSet>> SetStandingAsync(SetAccountStanding request, CancellationToken cancellationToken);

    /// <inheritdoc cref="SetStandingAsync"/>
    Task<Result<AccountErasure>> EraseAsync(EraseAccount request, CancellationToken cancellationToken);
}
