using FluentValidation;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Application;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>What can be done with many people at once, with each of them as if alone.</summary>
public enum UserAction
{
    Suspend,
    Reactivate,
    Delete,
    Restore,
    SendInvitation,
}

public enum ActionOutcome
{
    Done,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>It was refused, of this person alone.</summary>
    Failed,
}

/// <param name="Code">Why not, stable, as the call for this person alone answers it; null unless it failed.</param>
/// <param name="Detail">The same in one sentence.</param>
public sealed record ActedOnUser(Guid Id, ActionOutcome Status, string? Code, string? Detail);

/// <param name="Results">One for each id, in the order in which they were named.</param>
public sealed record ActedOnUsers(IReadOnlyList<ActedOnUser> Results);

/// <summary>Does the same with each of these people, whatever their version is: what is so already stays as it is.</summary>
/// <param name="Ids">1 to <see cref="ActOnUsersValidator.MaxIds"/>, each once.</param>
/// <param name="Action">Null is refused; no action is meant by saying none.</param>
/// <param name="Request">When its sender repeats it until there is an answer.</param>
public sealed record ActOnUsers(IReadOnlyList<Guid> Ids, UserAction? Action, Requester Requester, RepeatableRequest? Request);

public sealed class ActOnUsersValidator : AbstractValidator<ActOnUsers>
{
    public const int MaxIds = 100;

    public ActOnUsersValidator()
    {
        RuleFor(message => message.Ids).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Must name at least one person.")
            .Must(ids => ids.Count <= MaxIds).WithMessage($"Must name at most {MaxIds} people.")
            .Must(ids => ids.Distinct().Count() == ids.Count).WithMessage("Must name nobody twice.");
        RuleFor(message => message.Action).NotNull().IsInEnum();
        RuleFor(message => message.Requester).NotNull();
    }
}

public static class ActOnUsersHandler
{
    /// <remarks>Each person has transactions of their own: what one of them is refused stops nobody else.</remarks>
    public static async Task<Result<ActedOnUsers>> Handle(
        ActOnUsers command, IOnePerson onePerson, IUserRepository users, IFirstAnswers answers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(answers);
        var asksToDelete = command.Action is UserAction.Delete or UserAction.Restore;
        if (asksToDelete && !command.Requester.Permissions.Contains(UsersPermissions.Delete))
            return UserErrors.MayNotDelete;
        if (await answers.FindAsync<ActedOnUsers>(command.Requester.Id, command.Request, cancellationToken) is { } first)
            return first;

        List<ActedOnUser> results = [];
        foreach (var id in command.Ids)
        {
            results.Add(command.Action == UserAction.SendInvitation
                ? await InviteAsync(id, command.Requester, onePerson, cancellationToken)
                : await ChangeAsync(id, command, onePerson, users, cancellationToken));
        }

        var acted = new ActedOnUsers(results);
        answers.Keep(command.Requester.Id, command.Request, acted);
        return acted;
    }

    private static async Task<ActedOnUser> InviteAsync(Guid id, Requester requester, IOnePerson onePerson, CancellationToken cancellationToken)
    {
        var inviter = new Inviter(requester.Id, requester.UserAgent, requester.Ip);
        var sent = await onePerson.ResendInvitationAsync(new ResendInvitation(id, inviter), cancellationToken);
        return sent.IsSuccess ? new(id, ActionOutcome.Done, Code: null, Detail: null) : Failed(id, sent.Error);
    }

    private static async Task<ActedOnUser> ChangeAsync(
        Guid id, ActOnUsers command, IOnePerson onePerson, IUserRepository users, CancellationToken cancellationToken)
    {
        var before = (await users.FindAsync(id, cancellationToken))?.Status;
        var change = new ChangeStatus(id, ChangeOf(command.Action), Precondition.Present, command.Requester);
        var changed = await onePerson.ChangeStatusAsync(change, cancellationToken);
        if (!changed.IsSuccess)
            return Failed(id, changed.Error);
        return new(id, changed.Value.Status == before ? ActionOutcome.Unchanged : ActionOutcome.Done, Code: null, Detail: null);
    }

    private static ActedOnUser Failed(Guid id, Error error) => new(id, ActionOutcome.Failed, error.Code, error.Message);

    private static UserChange ChangeOf(UserAction? action) => action switch
    {
        UserAction.Suspend => UserChange.Suspend,
        UserAction.Reactivate => UserChange.Reactivate,
        UserAction.Delete => UserChange.Delete,
        UserAction.Restore => UserChange.Restore,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "This changes nobody's status."),
    };
}
