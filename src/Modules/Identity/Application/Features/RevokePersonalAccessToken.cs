using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Takes one of the own tokens back for good.</summary>
public sealed record RevokePersonalAccessToken(Guid AccountId, Guid TokenId, ClientInfo Client);

public sealed class RevokePersonalAccessTokenValidator : AbstractValidator<RevokePersonalAccessToken>
{
    public RevokePersonalAccessTokenValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.TokenId).NotEmpty();
    }
}

public static class RevokePersonalAccessTokenHandler
{
    /// <remarks>Who comes second gets what was asked for, too; somebody else's token is none.</remarks>
    public static async Task<(Result, SecurityEvent?)> Handle(
        RevokePersonalAccessToken command,
        IPersonalAccessTokenRepository tokens,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var token = await tokens.FindAsync(command.TokenId, cancellationToken);
        if (token?.AccountId != command.AccountId)
            return (IdentityErrors.TokenNotFound, null);
        var now = clock.GetUtcNow();
        if (!token.Revoke(now))
            return (Result.Success, null);
        tokens.Update(token);
        return (Result.Success, SecurityEvents.Of(SecurityEvents.TokenRevoked, token.AccountId, command.Client, now, token.Id.ToString()));
    }
}
