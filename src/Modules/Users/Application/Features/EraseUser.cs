using FluentValidation;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>Forgets a person for good, and the account with them.</summary>
/// <param name="Precondition">About the person's version.</param>
public sealed record EraseUser(Guid UserId, Precondition Precondition, Requester Requester);

public sealed class EraseUserValidator : AbstractValidator<EraseUser>
{
    public EraseUserValidator()
    {
        RuleFor(message => message.UserId).NotEmpty();
        RuleFor(message => message.Precondition).NotNull();
        RuleFor(message => message.Requester).NotNull();
    }
}

public static class EraseUserHandler
{
    /// <remarks>
    /// Identity decides and commits first, as for whoever is kept out. Whatever happens before the directory commits too, Identity's event
    /// brings it there.
    /// </remarks>
    public static async Task<(Result, UserErased?)> Handle(
        EraseUser command, IUserRepository users, IAccounts accounts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(accounts);
        if (await users.FindEvenErasedAsync(command.UserId, cancellationToken) is not { } user)
            return (UserErrors.NotFound, null);
        // RFC 9110, section 13.1.1: what is so already has been done, whichever version the caller saw.
        if (user.IsErased)
            return (Result.Success, null);
        if (!command.Precondition.HoldsFor(user.Version))
            return (Precondition.Failed, null);

        var answer = await accounts.EraseAsync(new EraseAccount(user.Id, command.Requester), cancellationToken);
        if (!answer.IsSuccess)
            return (answer.Error, null);
        var (_, told) = await users.EraseAsync(user.Id, answer.Value.ErasedAt, command.Requester.Id, cancellationToken);
        return (Result.Success, told);
    }
}
