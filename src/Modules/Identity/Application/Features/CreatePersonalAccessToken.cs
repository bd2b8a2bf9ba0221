using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody who is signed in wants a program to call the API in their name.</summary>
/// <param name="WithSecondFactor">Whether the session has shown one.</param>
/// <param name="Request">When its sender repeats it until there is an answer.</param>
public sealed record CreatePersonalAccessToken(
    Guid AccountId,
    string Name,
    IReadOnlyList<string> Scopes,
    bool WithSecondFactor,
    DateTimeOffset ExpiresAt,
    ClientInfo Client,
    RepeatableRequest? Request);

/// <param name="Token">Known to nobody once it has been shown.</param>
public sealed record CreatedPersonalAccessToken(PersonalAccessTokenView View, string Token)
{
    /// <summary>Never the token: this may end in a log.</summary>
    public override string ToString() => $"{nameof(CreatedPersonalAccessToken)} {View.Id}";
}

public sealed class CreatePersonalAccessTokenValidator : AbstractValidator<CreatePersonalAccessToken>
{
    public CreatePersonalAccessTokenValidator(TimeProvider clock)
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Name).IsName(PersonalAccessToken.MaxNameLength);
        RuleFor(message => message.Scopes).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Must name at least one scope.")
            .Must(scopes => scopes.Count <= PersonalAccessToken.MaxScopes).WithMessage($"Must name at most {PersonalAccessToken.MaxScopes} scopes.")
            .Must(scopes => scopes.All(scope => scope is { Length: > 0 and <= PersonalAccessToken.MaxScopeLength })).WithMessage("Must name scopes that exist.");
        RuleFor(message => message.ExpiresAt)
            .Must(expiresAt => PersonalAccessToken.MayExpireAt(expiresAt, clock.GetUtcNow()))
            .WithMessage($"Must be in the future, and at most {PersonalAccessToken.MaxLifetime.Days} days from now.");
    }
}

public static class CreatePersonalAccessTokenHandler
{
    /// <remarks>What the owner does not hold now is refused, so that nobody stores up a permission for later.</remarks>
    public static async Task<(Result<CreatedPersonalAccessToken>, SecurityEvent?)> Handle(
        CreatePersonalAccessToken command,
        IAccountRepository accounts,
        IPersonalAccessTokenRepository tokens,
        IRolePermissions permissions,
        IFirstAnswers answers,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account || !account.MaySignIn())
            return (IdentityErrors.AccountGone, null);
        if (await answers.FindAsync<CreatedPersonalAccessToken>(account.Id, command.Request, cancellationToken) is { } first)
            return (first, null);
        var held = await permissions.GrantedAsync(account.Roles, command.WithSecondFactor);
        if (command.Scopes.FirstOrDefault(scope => !held.Contains(scope) && !OwnScopes.All.Contains(scope)) is { } foreign)
            return (IdentityErrors.ScopeNotHeld(foreign), null);
        var now = clock.GetUtcNow();
        if (await tokens.CountUsableAsync(account.Id, now, cancellationToken) >= PersonalAccessToken.MaxPerAccount)
            return (IdentityErrors.TooManyTokens, null);

        var (stored, token) = PersonalAccessToken.Create(account.Id, command.Name, command.Scopes, command.WithSecondFactor, command.ExpiresAt, now);
        tokens.Add(stored);
        var created = new CreatedPersonalAccessToken(PersonalAccessTokenView.Of(stored), token.Encode());
        answers.Keep(account.Id, command.Request, created);
        return (created, SecurityEvents.Of(SecurityEvents.TokenCreated, account.Id, command.Client, now, stored.Id.ToString()));
    }
}
