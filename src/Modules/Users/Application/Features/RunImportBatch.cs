using FluentValidation;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Application;
using Monolith.Users.Application.Files;
using Monolith.Users.Application.Imports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>Writes some rows of an import, all of them in one transaction with what became of them, and goes on to the next.</summary>
public sealed record RunImportBatch(Guid ImportId, int Number);

public sealed class RunImportBatchValidator : AbstractValidator<RunImportBatch>
{
    public RunImportBatchValidator()
    {
        RuleFor(message => message.ImportId).NotEmpty();
        RuleFor(message => message.Number).GreaterThan(0);
    }
}

public static class RunImportBatchHandler
{
    /// <remarks>
    /// A node that dies in between has written nothing of it, and whoever takes the message over begins again at the same rows. Whoever
    /// registers or is changed at the same moment makes it run again, and is found as they are then.
    /// </remarks>
    /// <returns>The next batch, how far it is, and what is to be told of each person.</returns>
    public static async Task<(object?, UserImportProgressed?, IReadOnlyList<object>)> Handle(
        RunImportBatch command,
        IUserImportRepository imports,
        IUserRepository users,
        IBroughtPasswords passwords,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(passwords);
        ArgumentNullException.ThrowIfNull(clock);
        var now = clock.GetUtcNow();
        if (await imports.AwaitedAsync(command.ImportId, ImportStatus.Running, command.Number, now, cancellationToken) is not var (import, batch))
            return (null, null, []);
        var plans = await RowPlan.OfAsync(batch, users, now, cancellationToken);
        var told = plans.SelectMany(plan => Write(plan, import, users)).ToList();
        foreach (var plan in plans.Where(plan => plan.SealedPassword is not null))
            passwords.Keep(plan.User!.Id, plan.SealedPassword!);
        batch.Forget(ImportFields.PasswordHash);
        imports.Settle(import, batch, plans.Select(plan => plan.Outcome), now);
        return (import.Next(), import.Progressed(), told);
    }

    /// <returns>What is to be told.</returns>
    private static IReadOnlyList<object> Write(RowPlan plan, UserImport import, IUserRepository users)
    {
        switch (plan)
        {
            case { Outcome.Change: RowChange.Create, User: { } user }:
                users.Add(user, import.ActorId);
                return
                [
                    new UserCreated(user.Id, user.Email, user.DisplayName, user.Status.Name(), user.Roles, user.CreatedAt),
                    new InviteAccount(user.Id, user.Email, user.DisplayName, new Inviter(import.ActorId, null, null), import.InvitesByMail, plan.SealedPassword is not null),
                ];
            case { Outcome.Change: RowChange.Update, User: { } user }:
                users.Update(user, import.ActorId);
                var (updated, renamed) = ProfileNews.Of(user);
                return renamed is null ? [updated] : [updated, renamed];
            default:
                return [];
        }
    }
}
