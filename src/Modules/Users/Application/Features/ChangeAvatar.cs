using FluentValidation;
using FluentValidation.Results;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>Gives a person another picture, or takes it away.</summary>
/// <param name="Content">The file; null for no picture.</param>
/// <param name="Precondition">About the person's version.</param>
public sealed record ChangeAvatar(Guid UserId, byte[]? Content, Precondition Precondition, Guid ActorId)
{
    /// <summary>Never the picture: this may end in a log.</summary>
    public override string ToString() => $"{nameof(ChangeAvatar)} {UserId}";
}

public sealed class ChangeAvatarValidator : AbstractValidator<ChangeAvatar>
{
    public ChangeAvatarValidator()
    {
        RuleFor(message => message.UserId).NotEmpty();
        RuleFor(message => message.Content).Custom(static (content, context) =>
        {
            if (content is not null && Picture.Create(content).Error is { } error)
                context.AddFailure(new ValidationFailure(error.Field, error.Message));
        });
        RuleFor(message => message.Precondition).NotNull();
        RuleFor(message => message.ActorId).NotEmpty();
    }
}

public static class ChangeAvatarHandler
{
    /// <remarks>What was there before is gone with the commit: nothing is served any more under its name.</remarks>
    public static async Task<(Result<UserView>, UserUpdated?)> Handle(
        ChangeAvatar command, IUserRepository users, IAvatarRepository avatars, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(avatars);
        if (await users.FindAsync(command.UserId, cancellationToken) is not { } user)
            return (UserErrors.NotFound, null);
        if (!command.Precondition.HoldsFor(user.Version))
            return (Precondition.Failed, null);

        var avatar = command.Content is null ? null : Avatar.Of(user.Id, Picture.Create(command.Content).Value!);
        if (user.Show(avatar, clock.GetUtcNow()) is { IsSuccess: false } refused)
            return (refused.Error, null);
        if (user.Changes.Count == 0)
            return (UserView.From(user), null);

        avatars.RemoveOf(user.Id);
        if (avatar is not null)
            avatars.Add(avatar);
        users.Update(user, command.ActorId);
        var view = UserView.From(user) with { Version = user.Version + 1 };
        return (view, new UserUpdated(user.Id, user.DisplayName, [.. user.Changes.Select(change => change.Field)], view.Version, user.UpdatedAt));
    }
}
