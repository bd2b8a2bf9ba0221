using Monolith.Identity.Contracts;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Imports;

/// <summary>Takes back what rows made of people.</summary>
internal sealed class RowUndo(IUserRepository users, IAccounts accounts, Requester requester, DateTimeOffset at)
{
    private const string ChangedSince = "Was changed since, and stays.";

    private readonly List<object> _told = [];

    /// <returns>What became of each row, in their order, and what is to be told.</returns>
    public async Task<(IReadOnlyList<RowOutcome> Outcomes, IReadOnlyList<object> Told)> OfAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var people = (await users.FindManyAsync([.. batch.Rows.Select(row => row.Outcome?.UserId).OfType<Guid>()], cancellationToken)).ToDictionary(user => user.Id);
        var outcomes = new List<RowOutcome>(batch.Rows.Count);
        foreach (var row in batch.Rows)
        {
            var outcome = row.Outcome!;
            var user = outcome.UserId is { } id ? people.GetValueOrDefault(id) : null;
            outcomes.Add(outcome.Change switch
            {
                RowChange.Create => await RemoveAsync(outcome, user, cancellationToken),
                RowChange.Update => Restore(outcome, user),
                _ => outcome,
            });
        }

        return (outcomes, _told);
    }

    private async Task<RowOutcome> RemoveAsync(RowOutcome outcome, User? user, CancellationToken cancellationToken)
    {
        if (user is null or { Status: UserStatus.Deleted })
            return outcome with { IsUndone = true };
        if (user.Version > VersionAsMade(outcome))
            return NotUndone(outcome, [new RowError("row", ChangedSince)]);
        var answer = await accounts.SetStandingAsync(new SetAccountStanding(user.Id, AccountStanding.Deleted, requester), cancellationToken);
        if (answer.Error is { Kind: ErrorKind.NotFound })
            throw new AccountNotMadeYetException(user.Id);
        if (!answer.IsSuccess)
            return NotUndone(outcome, [new RowError("row", answer.Error.Message)]);
        return outcome with { IsUndone = true };
    }

    /// <summary>Whoever brought a password along has been made active, which is a change that nobody made.</summary>
    private static int VersionAsMade(RowOutcome outcome) => outcome.Fields.Any(field => field.Field == RowPlan.Status) ? 2 : 1;

    private RowOutcome Restore(RowOutcome outcome, User? user)
    {
        if (user is null or { Status: UserStatus.Deleted })
            return NotUndone(outcome, [new RowError("row", ChangedSince)]);
        var current = ProfileInput.Of(UserView.From(user));
        var kept = outcome.Fields.Where(field => current.ValueOf(field.Field) != field.To).ToList();
        var restored = outcome.Fields.Except(kept).Aggregate(current, (input, field) => input.With(field.Field, field.From));
        if (restored.Errors().Any())
            return NotUndone(outcome, [new RowError("row", ChangedSince)]);
        user.Edit(restored.ToProfile(), at);
        if (user.Changes.Count > 0)
        {
            users.Update(user, requester.Id);
            var (updated, renamed) = ProfileNews.Of(user);
            _told.AddRange(renamed is null ? [updated] : [updated, renamed]);
        }

        return kept.Count == 0 ? outcome with { IsUndone = true } : NotUndone(outcome, [.. kept.Select(field => new RowError(field.Field, ChangedSince))]);
    }

    private static RowOutcome NotUndone(RowOutcome outcome, IReadOnlyList<RowError> errors) => outcome with { Errors = errors };
}
