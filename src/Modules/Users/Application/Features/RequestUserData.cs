using FluentValidation;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>Somebody wants all that is held about a person.</summary>
public sealed record RequestUserData(Guid UserId, Requester Requester);

public sealed class RequestUserDataValidator : AbstractValidator<RequestUserData>
{
    public RequestUserDataValidator()
    {
        RuleFor(message => message.UserId).NotEmpty();
        RuleFor(message => message.Requester).NotNull();
    }
}

public static class RequestUserDataHandler
{
    /// <returns>Whether they may have it; and what the audit trail is told, before anybody has read anything.</returns>
    public static async Task<(Result, RecordDataAccess?)> Handle(RequestUserData command, IUserRepository users, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(users);
        var (id, reader) = (command.UserId, command.Requester);
        var isOwn = id == reader.Id;
        if (!isOwn && !reader.Permissions.Contains(UsersPermissions.Delete))
            return (UserErrors.DataOfAnother, null);
        if (await users.FindAsync(id, cancellationToken) is null)
            return (UserErrors.NotFound, null);
        return (Result.Success, isOwn ? null : new RecordDataAccess(id, reader.Id, reader.UserAgent, reader.Ip));
    }
}
