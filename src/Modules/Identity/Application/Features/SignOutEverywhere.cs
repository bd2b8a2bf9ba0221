using FluentValidation;
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
    public static async Task<Result> Handle(
        SignOutEverywhere command,
        ISessionRepository sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        foreach (var session in await sessions.OpenOfAsync(command.AccountId, cancellationToken))
        {
            session.Revoke(clock.GetUtcNow());
            sessions.Update(session);
        }

        return Result.Success;
    }
}
