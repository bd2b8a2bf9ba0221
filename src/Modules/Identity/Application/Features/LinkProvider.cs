using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody who was signed in went to a provider, and it has proved who they are there. Only the callback sends this.</summary>
/// <param name="SessionId">It must be open still: whoever was signed out meanwhile links nothing.</param>
public sealed record LinkProvider(Guid AccountId, Guid SessionId, ExternalIdentity Identity, ClientInfo Client);

public sealed class LinkProviderValidator : AbstractValidator<LinkProvider>
{
    public LinkProviderValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Identity.Issuer).NotEmpty();
        RuleFor(message => message.Identity.Subject).NotEmpty().MaximumLength(ExternalIdentity.MaxSubjectLength);
    }
}

public static class LinkProviderHandler
{
    public static async Task<(Result, IReadOnlyList<object>)> Handle(
        LinkProvider command,
        ExternalAccounts external,
        IExternalLoginRepository logins,
        IAccountRepository accounts,
        ISessionRepository sessions,
        IIdentitySettings settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var session = await sessions.FindAsync(command.SessionId, cancellationToken);
        if (session?.AccountId != command.AccountId || !session.IsOpen(settings.Sessions, clock.GetUtcNow()))
            return (ExternalErrors.InvalidState, []);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account || !account.MaySignIn())
            return (ExternalErrors.InvalidState, []);
        if (await logins.FindAsync(ExternalLogin.IdOf(command.Identity), cancellationToken) is { } login)
            return (login.AccountId == account.Id ? Result.Success : ExternalErrors.Taken, []);
        return await external.LinkAsync(account, command.Identity, command.Client, cancellationToken);
    }
}
