using FluentValidation;
using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody has shown a credential again: earlier access tokens of the session are worth nothing from now on.</summary>
public sealed record NoteReauthentication(Guid SessionId);

public sealed class NoteReauthenticationValidator : AbstractValidator<NoteReauthentication>
{
    public NoteReauthenticationValidator() => RuleFor(message => message.SessionId).NotEmpty();
}

/// <summary>After the commit, so that the nodes are told what is stored.</summary>
public static class NoteReauthenticationHandler
{
    public static Task Handle(NoteReauthentication command, IOpenSessions sessions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(sessions);
        return sessions.NoteSessionAsync(command.SessionId, cancellationToken);
    }
}
