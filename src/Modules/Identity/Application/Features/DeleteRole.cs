using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Removes a role that nobody has.</summary>
/// <param name="Precondition">About the role's version.</param>
public sealed record DeleteRole(string Name, Precondition Precondition, Actor Actor);

public sealed class DeleteRoleValidator : AbstractValidator<DeleteRole>
{
    public DeleteRoleValidator()
    {
        RuleFor(message => message.Name).IsRoleName();
        RuleFor(message => message.Precondition).NotNull();
        RuleFor(message => message.Actor).NotNull();
    }
}

public static class DeleteRoleHandler
{
    /// <remarks>Nobody can be given the role meanwhile: that writes the register, too.</remarks>
    public static async Task<(Result, SecurityEvent?)> Handle(
        DeleteRole command, IRoleRepository roles, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var register = await roles.RegisterAsync(cancellationToken);
        if (await roles.FindAsync(command.Name, cancellationToken) is not { } role)
            return (IdentityErrors.RoleNotFound, null);
        if (!command.Precondition.HoldsFor(role.Version))
            return (Precondition.Failed, null);
        if (role.IsBuiltIn)
            return (IdentityErrors.BuiltInRole, null);
        if (await roles.IsInUseAsync(role.Id, cancellationToken))
            return (IdentityErrors.RoleInUse, null);
        roles.Delete(role, register);
        var now = clock.GetUtcNow();
        return (Result.Success, SecurityEvents.By(command.Actor.Id, SecurityEvents.RoleDeleted, accountId: null, command.Actor.Client, now, role.Id));
    }
}
