using FluentValidation;
using FluentValidation.Results;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>Writes a person's profile.</summary>
/// <param name="Input">All of it: what it does not have is unknown from then on.</param>
/// <param name="Precondition">About the person's version.</param>
public sealed record UpdateUser(Guid UserId, ProfileInput Input, Precondition Precondition, Guid ActorId);

public sealed class UpdateUserValidator : AbstractValidator<UpdateUser>
{
    public UpdateUserValidator()
    {
        RuleFor(message => message.UserId).NotEmpty();
        RuleFor(message => message.Precondition).NotNull();
        RuleFor(message => message.ActorId).NotEmpty();
        RuleFor(message => message.Input).NotNull().Custom(static (input, context) =>
        {
            foreach (var error in input?.Errors() ?? [])
                context.AddFailure(new ValidationFailure(error.Field, error.Message));
        });
    }
}

public static class UpdateUserHandler
{
    /// <returns>The person as it is then; what to tell, null when it was so already; and what Identity is to do about another name.</returns>
    public static async Task<(Result<UserView>, UserUpdated?, RenameAccount?)> Handle(
        UpdateUser command, IUserRepository users, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await users.FindAsync(command.UserId, cancellationToken) is not { } user)
            return (UserErrors.NotFound, null, null);
        if (!command.Precondition.HoldsFor(user.Version))
            return (Precondition.Failed, null, null);
        if (user.Edit(command.Input.ToProfile(), clock.GetUtcNow()) is { IsSuccess: false } refused)
            return (refused.Error, null, null);
        if (user.Changes.Count == 0)
            return (UserView.From(user), null, null);

        users.Update(user, command.ActorId);
        var (updated, renamed) = ProfileNews.Of(user);
        return (UserView.From(user) with { Version = updated.Version }, updated, renamed);
    }
}
