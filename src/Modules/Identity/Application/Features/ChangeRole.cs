using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Says what a role grants, and makes it when there is none of this name.</summary>
/// <param name="Precondition">About the role's version.</param>
public sealed record ChangeRole(
    string Name,
    IReadOnlyList<string> Permissions,
    bool RequiresSecondFactor,
    Precondition Precondition,
    Actor Actor);

public sealed class ChangeRoleValidator : AbstractValidator<ChangeRole>
{
    private const int MaxPermissions = 200;
    private const int MaxPermissionLength = 100;

    public ChangeRoleValidator()
    {
        RuleFor(message => message.Name).IsRoleName();
        RuleFor(message => message.Permissions).Cascade(CascadeMode.Stop)
            .NotNull()
            .Must(permissions => permissions.Count <= MaxPermissions).WithMessage($"Must be {MaxPermissions} at most.")
            .Must(permissions => permissions.All(name => name?.Length is > 0 and <= MaxPermissionLength)).WithMessage("Must be names of permissions.");
        RuleFor(message => message.Precondition).NotNull();
        RuleFor(message => message.Actor).NotNull();
    }
}

public static class ChangeRoleHandler
{
    /// <remarks>Of two at the same time the one who comes second looks again, and hears that its version is not the last any more.</remarks>
    public static async Task<(Result<RoleView>, RolePermissionsChanged?, SecurityEvent?)> Handle(
        ChangeRole command, IRoleRepository roles, PermissionCatalogue catalogue, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var register = await roles.RegisterAsync(cancellationToken);
        var known = await roles.FindAsync(command.Name, cancellationToken);
        if (!command.Precondition.HoldsFor(known?.Version))
            return (Precondition.Failed, null, null);
        if (known is null && (await roles.ListAsync(cancellationToken)).Count >= Roles.MaxRoles)
            return (IdentityErrors.TooManyRoles, null, null);
        if (command.Permissions.FirstOrDefault(name => !catalogue.Names.Contains(name)) is { } unknown)
            return (IdentityErrors.UnknownPermission(unknown), null, null);

        var role = known ?? Role.Named(command.Name);
        if (role.Id == Roles.Admin && !catalogue.Names.SetEquals(command.Permissions))
            return (IdentityErrors.AdminGrantsAll, null, null);
        var (before, requiredSecondFactor) = (role.GrantedOf(catalogue.Names), role.RequiresSecondFactor);
        if (!Touched(command, before, requiredSecondFactor).IsSubsetOf(command.Actor.Permissions))
            return (IdentityErrors.BeyondOwnPermissions, null, null);

        if (command.RequiresSecondFactor && !requiredSecondFactor && !command.Actor.HasShownSecondFactor)
            return (IdentityErrors.SecondFactorFirst, null, null);

        role.Change(command.Permissions, command.RequiresSecondFactor);
        roles.Store(role, register);
        var changed = RoleView.Of(role, catalogue) with { Version = role.Version + 1 };
        var now = clock.GetUtcNow();
        var told = SecurityEvents.By(command.Actor.Id, SecurityEvents.RoleChanged, accountId: null, command.Actor.Client, now, role.Id);
        var grantsTheSame = before.SetEquals(changed.Permissions) && requiredSecondFactor == role.RequiresSecondFactor;
        return (changed, grantsTheSame ? null : new RolePermissionsChanged(role.Id, changed.Permissions, now), told);
    }

    /// <summary>Whoever asks no second factor of a role any more opens everything that it grants.</summary>
    private static HashSet<string> Touched(ChangeRole command, IReadOnlySet<string> before, bool requiredSecondFactor)
    {
        var touched = before.ToHashSet(StringComparer.Ordinal);
        touched.SymmetricExceptWith(command.Permissions);
        if (requiredSecondFactor != command.RequiresSecondFactor)
            touched.UnionWith(before);
        return touched;
    }
}
