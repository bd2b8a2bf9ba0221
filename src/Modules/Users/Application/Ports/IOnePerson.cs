using Monolith.Shared.Kernel;
using Monolith.Users.Application.Features;

namespace Monolith.Users.Application.Ports;

/// <summary>What is done with one person, as the call for one does it: each time in transactions of its own.</summary>
public interface IOnePerson
{
    Task<Result<UserView>> ChangeStatusAsync(ChangeStatus command, CancellationToken cancellationToken);

    Task<Result> ResendInvitationAsync(ResendInvitation command, CancellationToken cancellationToken);
}
