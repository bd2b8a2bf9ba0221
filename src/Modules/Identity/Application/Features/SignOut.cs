using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Ends the session of the access token, or the one that the refresh token holds.</summary>
public sealed record SignOut(Guid? SessionId, string? RefreshToken, ClientInfo Client)
{
    public override string ToString() => nameof(SignOut);
}

public sealed class SignOutValidator : AbstractValidator<SignOut>
{
    public SignOutValidator() =>
        RuleFor(message => message.SessionId)
            .NotEmpty().WithMessage("The session must be named, or its refresh token.")
            .When(message => string.IsNullOrEmpty(message.RefreshToken));
}

public static class SignOutHandler
{
    public static async Task<(Result, SessionEnded?, SecurityEvent?)> Handle(
        SignOut command,
        ISessionRepository sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var session = command.SessionId is { } id
            ? await sessions.FindAsync(id, cancellationToken)
            : await HeldAsync(command.RefreshToken, sessions, cancellationToken);
        var ended = session is null ? null : sessions.End(session, clock.GetUtcNow());
        return (Result.Success, ended, ended is null ? null : SecurityEvents.Of(SecurityEvents.SignedOut, ended.AccountId, command.Client, ended.EndedAt));
    }

    private static async Task<Session?> HeldAsync(string? refreshToken, ISessionRepository sessions, CancellationToken cancellationToken)
    {
        if (!RefreshToken.TryParse(refreshToken, out var token))
            return null;
        var session = await sessions.FindAsync(token.SessionId, cancellationToken);
        return session?.IsHeldBy(token) == true ? session : null;
    }
}
