using FluentValidation;
using Monolith.Identity.Contracts.Requests;
using Monolith.Users.Application.Imports;
using Monolith.Users.Application.Ports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>Takes back what some rows of an import wrote, and goes on to the next.</summary>
/// <param name="Permissions">What the request for it might do, as in <see cref="Requester"/>; a list, which a queue can keep.</param>
public sealed record UndoImportBatch(Guid ImportId, int Number, Guid ActorId, IReadOnlyList<string> Permissions, string? UserAgent, string? Ip)
{
    internal Requester AskedBy() => new(ActorId, Permissions.ToHashSet(StringComparer.Ordinal), UserAgent, Ip);
}

public sealed class UndoImportBatchValidator : AbstractValidator<UndoImportBatch>
{
    public UndoImportBatchValidator()
    {
        RuleFor(message => message.ImportId).NotEmpty();
        RuleFor(message => message.Number).GreaterThan(0);
        RuleFor(message => message.ActorId).NotEmpty();
        RuleFor(message => message.Permissions).NotNull();
    }
}

public static class UndoImportBatchHandler
{
    /// <remarks>
    /// Identity decides and commits first, as ever, person by person: repeated after a crash, it finds those done whom it did. The rest is one
    /// transaction.
    /// </remarks>
    /// <exception cref="AccountNotMadeYetException">Identity has not come to somebody whom the import made; the queue tries again later.</exception>
    public static async Task<(UndoImportBatch?, UserImportProgressed?, IReadOnlyList<object>)> Handle(
        UndoImportBatch command,
        IUserImportRepository imports,
        IUserRepository users,
        IAccounts accounts,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(clock);
        var now = clock.GetUtcNow();
        if (await imports.AwaitedAsync(command.ImportId, ImportStatus.Undoing, command.Number, now, cancellationToken) is not var (import, batch))
            return (null, null, []);
        var undoing = new RowUndo(users, accounts, command.AskedBy(), now);
        var (outcomes, told) = await undoing.OfAsync(batch, cancellationToken);
        imports.Settle(import, batch, outcomes, now);
        var next = import.Status == ImportStatus.Undoing ? command with { Number = import.NextBatch } : null;
        return (next, import.Progressed(), told);
    }
}
