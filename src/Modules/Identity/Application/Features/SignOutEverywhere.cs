using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Ends every session of an account, this one too.</summary>
public sealed record SignOutEverywhere(Guid AccountId, ClientInfo Client);

public sealed class SignOutEverywhereValidator : AbstractValidator<SignOutEverywhere>
{
    public SignOutEverywhereValidator() => RuleFor(message => message.AccountId).NotEmpty();
}

public static class SignOutEverywhereHandler
{
    public static async Task<(Result, SecurityEvent, IReadOnlyList<SessionEnded>)> Handle(
        SignOutEverywhere command,
        ISessionRepository sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var open = await sessions.OpenOfAsync(command.AccountId, cancellationToken);
        var now = clock.GetUtcNow();
        var told = SecurityEvents.Of(SecurityEvents.SignedOutEverywhere, command.AccountId, command.Client, now);
        return (Result.Success, told, [.. open.Select(session => sessions.End(session, now)).OfType<SessionEnded>()]);
    }
}
