using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Says which roles an account has.</summary>
/// <param name="Roles">All of them; none is allowed, too.</param>
/// <param name="Precondition">About the version of the account's roles.</param>
public sealed record AssignRoles(Guid AccountId, IReadOnlyList<string> Roles, Precondition Precondition, Actor Actor);

public sealed class AssignRolesValidator : AbstractValidator<AssignRoles>
{
    public AssignRolesValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Roles).Cascade(CascadeMode.Stop)
            .NotNull()
            .Must(roles => roles.Count <= Roles.MaxRoles).WithMessage($"Must be {Roles.MaxRoles} at most.")
            .Must(roles => roles.All(Roles.IsName)).WithMessage("Must be names of roles.");
        RuleFor(message => message.Precondition).NotNull();
        RuleFor(message => message.Actor).NotNull();
    }
}

public static class AssignRolesHandler
{
    /// <remarks>Of two at the same time, on whichever nodes, the one who comes second looks again at what the first has left.</remarks>
    public static async Task<(Result<AccountRolesView>, AccountRolesChanged?, SecurityEvent?)> Handle(
        AssignRoles command,
        IAccountRepository accounts,
        IRoleRepository roles,
        PermissionCatalogue catalogue,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var register = await roles.RegisterAsync(cancellationToken);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return (IdentityErrors.AccountNotFound, null, null);
        if (!command.Precondition.HoldsFor(account.RolesRevision))
            return (Precondition.Failed, null, null);

        var known = (await roles.ListAsync(cancellationToken)).ToDictionary(role => role.Id, StringComparer.Ordinal);
        if (command.Roles.FirstOrDefault(name => !known.ContainsKey(name)) is { } unknown)
            return (IdentityErrors.UnknownRole(unknown), null, null);
        var touched = account.Roles.ToHashSet(StringComparer.Ordinal);
        touched.SymmetricExceptWith(command.Roles);
        if (!touched.Where(known.ContainsKey).All(name => known[name].GrantedOf(catalogue.Names).IsSubsetOf(command.Actor.Permissions)))
            return (IdentityErrors.BeyondOwnPermissions, null, null);
        if (touched.Contains(Roles.Admin) && !register.TryNote(account.Id, !account.IsBarred && command.Roles.Contains(Roles.Admin)))
            return (IdentityErrors.LastAdmin, null, null);
        var now = clock.GetUtcNow();
        if (!account.Assign(command.Roles, now, command.Actor.Id))
            return (AccountRolesView.Of(account), null, null);

        accounts.Update(account);
        roles.Store(register);
        return (
            AccountRolesView.Of(account),
            new AccountRolesChanged(account.Id, account.Roles, account.RolesRevision, now, command.Actor.Id),
            SecurityEvents.By(
                command.Actor.Id, SecurityEvents.RolesAssigned, account.Id, command.Actor.Client, now, string.Join(", ", account.Roles)));
    }
}
