using FluentValidation;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>Somebody who has not answered yet gets the link again.</summary>
public sealed record ResendInvitation(Guid UserId, Inviter Inviter);

public sealed class ResendInvitationValidator : AbstractValidator<ResendInvitation>
{
    public ResendInvitationValidator()
    {
        RuleFor(message => message.UserId).NotEmpty();
        RuleFor(message => message.Inviter).NotNull();
    }
}

public static class ResendInvitationHandler
{
    public static async Task<(Result, SendInvitation?)> Handle(ResendInvitation command, IUserRepository users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(users);
        if (await users.FindAsync(command.UserId, cancellationToken) is not { } user)
            return (UserErrors.NotFound, null);
        return user.Status == UserStatus.Invited
            ? (Result.Success, new SendInvitation(user.Id, command.Inviter))
            : (UserErrors.NotInvited, null);
    }
}
