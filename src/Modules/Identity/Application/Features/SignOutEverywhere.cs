using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Ends every session of an account, this one too.</summary>
public sealed record SignOutEverywhere(Guid AccountId);

public sealed class SignOutEverywhereValidator : AbstractValidator<SignOutEverywhere>
{
    public SignOutEverywhereValidator() => RuleFor(message => message.AccountId).NotEmpty();
}

public static class SignOutEverywhereHandler
{
    public static async Task<(Result, IReadOnlyList<SessionEnded>)> Handle(
        SignOutEverywhere command,
        ISessionRepository sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var open = await sessions.OpenOfAsync(command.AccountId, cancellationToken);
        return (Result.Success, [.. open.Select(session => sessions.End(session, clock.GetUtcNow())).OfType<SessionEnded>()]);
    }
}
