using FluentValidation;
using FluentValidation.Results;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Application;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>Somebody new is wanted in the directory, and gets a mail with the link to an account.</summary>
/// <param name="Request">When its sender repeats it until there is an answer.</param>
public sealed record InviteUser(string Email, ProfileInput Input, Inviter Inviter, RepeatableRequest? Request);

public sealed class InviteUserValidator : AbstractValidator<InviteUser>
{
    public InviteUserValidator()
    {
        RuleFor(message => message.Inviter).NotNull();
        RuleFor(message => message.Email).Custom(static (text, context) =>
        {
            // Nobody may be shown to whom Identity then gives no account.
            if (!Email.Create(text).IsSuccess || !DeliverableAddress.Is(text.Trim()))
                context.AddFailure(Failure(UserErrors.InvalidEmail));
        });
        RuleFor(message => message.Input).NotNull().Custom(static (input, context) =>
        {
            foreach (var error in input?.Errors() ?? [])
                context.AddFailure(Failure(error));
        });
    }

    private static ValidationFailure Failure(Error error) => new(error.Field, error.Message);
}

public static class InviteUserHandler
{
    /// <remarks>Of two who invite the same address at once, the database lets one commit; the other runs again and finds it taken.</remarks>
    public static async Task<(Result<UserView>, UserCreated?, InviteAccount?)> Handle(
        InviteUser command, IUserRepository users, IFirstAnswers answers, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var email = Email.Create(command.Email).Value!;
        // Before the first answer, which is committed with the person: whoever finds the address taken by it finds the answer too.
        var isTaken = await users.IsTakenAsync(email.Value, cancellationToken);
        if (await answers.FindAsync<UserView>(command.Inviter.Id, command.Request, cancellationToken) is { } first)
            return (first, null, null);
        if (isTaken)
            return (UserErrors.EmailTaken, null, null);

        var now = clock.GetUtcNow();
        var user = User.Invite(Guid.CreateVersion7(now), email, command.Input.ToProfile(), [InviteAccount.Role], now);
        users.Add(user, command.Inviter.Id);
        var view = UserView.From(user) with { Version = user.Version + 1 };
        answers.Keep(command.Inviter.Id, command.Request, view);
        return (
            view,
            new UserCreated(user.Id, user.Email, user.DisplayName, user.Status.Name(), user.Roles, user.CreatedAt),
            new InviteAccount(user.Id, user.Email, user.DisplayName, command.Inviter));
    }
}
