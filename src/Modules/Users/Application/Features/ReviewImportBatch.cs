using FluentValidation;
using Monolith.Users.Application.Imports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>Finds out what some rows of an import would change, and goes on to the next.</summary>
public sealed record ReviewImportBatch(Guid ImportId, int Number);

public sealed class ReviewImportBatchValidator : AbstractValidator<ReviewImportBatch>
{
    public ReviewImportBatchValidator()
    {
        RuleFor(message => message.ImportId).NotEmpty();
        RuleFor(message => message.Number).GreaterThan(0);
    }
}

public static class ReviewImportBatchHandler
{
    public static async Task<(object?, UserImportProgressed?)> Handle(
        ReviewImportBatch command, IUserImportRepository imports, IUserRepository users, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(clock);
        var now = clock.GetUtcNow();
        if (await imports.AwaitedAsync(command.ImportId, ImportStatus.Reviewing, command.Number, now, cancellationToken) is not var (import, batch))
            return (null, null);
        var plans = await RowPlan.OfAsync(batch, users, now, cancellationToken);
        // Whom a row would make is nobody yet.
        var outcomes = plans.Select(plan => plan.Outcome.Change == RowChange.Create ? plan.Outcome with { UserId = null } : plan.Outcome);
        imports.Settle(import, batch, outcomes, now);
        return (import.Next(), import.Progressed());
    }
}
