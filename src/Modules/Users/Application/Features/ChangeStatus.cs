using FluentValidation;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>Suspends, reactivates, deletes or restores a person.</summary>
/// <param name="Precondition">About the person's version.</param>
public sealed record ChangeStatus(Guid UserId, UserChange Change, Precondition Precondition, Requester Requester);

public sealed class ChangeStatusValidator : AbstractValidator<ChangeStatus>
{
    public ChangeStatusValidator()
    {
        RuleFor(message => message.UserId).NotEmpty();
        RuleFor(message => message.Change).IsInEnum();
        RuleFor(message => message.Precondition).NotNull();
        RuleFor(message => message.Requester).NotNull();
    }
}

public static class ChangeStatusHandler
{
    /// <remarks>
    /// Identity decides and commits first, so that nobody stands in the directory as kept out who still gets in. Whatever happens before the
    /// directory commits too, Identity's event brings it there.
    /// </remarks>
    public static async Task<(Result<UserView>, object?)> Handle(
        ChangeStatus command, IUserRepository users, IAccounts accounts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await users.FindAsync(command.UserId, cancellationToken) is not { } user)
            return (UserErrors.NotFound, null);
        var after = user.After(command.Change);
        // RFC 9110, section 13.1.1: what is so already has been done, whichever version the caller saw.
        if (after.IsSuccess && after.Value == user.Status)
            return (UserView.From(user), null);
        if (!command.Precondition.HoldsFor(user.Version))
            return (Precondition.Failed, null);
        if (!after.IsSuccess)
            return (after.Error, null);

        var request = new SetAccountStanding(user.Id, after.Value.Standing(), command.Requester);
        var answer = await accounts.SetStandingAsync(request, cancellationToken);
        if (!answer.IsSuccess)
            return (answer.Error, null);
        var account = answer.Value;
        var (followed, told) = await users.FollowAsync(
            account.AccountId, account.Standing, account.Revision, account.ChangedAt, command.Requester.Id, cancellationToken);
        if (followed is not { IsErased: false })
            return (UserErrors.NotFound, null);
        return (UserView.From(followed) with { Version = told is null ? followed.Version : followed.Version + 1 }, told);
    }
}
