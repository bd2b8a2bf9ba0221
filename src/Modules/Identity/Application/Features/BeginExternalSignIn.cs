using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody goes to a provider, to sign in or, being signed in, to link it. Carries a secret: invoked, never queued.</summary>
/// <param name="Browser">What only this browser knows.</param>
/// <param name="SignedIn">Whose account is to be linked; null for a sign-in.</param>
public sealed record BeginExternalSignIn(string Provider, string ReturnUrl, string Browser, ExternalLinker? SignedIn)
{
    public override string ToString() => nameof(BeginExternalSignIn);
}

/// <summary>A person who is signed in, and where.</summary>
public sealed record ExternalLinker(Guid AccountId, Guid SessionId);

public sealed class BeginExternalSignInValidator : AbstractValidator<BeginExternalSignIn>
{
    public BeginExternalSignInValidator()
    {
        RuleFor(message => message.ReturnUrl).Must(LocalAddress.IsLocal)
            .WithMessage("Must be a path inside this application that begins with one slash.");
        RuleFor(message => message.Browser).NotEmpty();
    }
}

public static class BeginExternalSignInHandler
{
    /// <returns>Where to send the browser.</returns>
    public static async Task<Result<Uri>> Handle(
        BeginExternalSignIn command,
        IExternalProviders providers,
        IAccountRepository accounts,
        IOneTimeTicketRepository tickets,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var account = command.SignedIn is { } linker ? await accounts.FindAsync(linker.AccountId, cancellationToken) : null;
        if (command.SignedIn is not null && account is null)
            return IdentityErrors.AccountGone;

        var attempt = ExternalAttempt.Begin(command.Provider, command.Browser, command.ReturnUrl, command.SignedIn?.SessionId);
        var now = clock.GetUtcNow();
        var (ticket, state) = account is null
            ? OneTimeTicket.For(TicketPurpose.ExternalSignIn, now, attempt.Write())
            : OneTimeTicket.For(TicketPurpose.ExternalSignIn, account, now, attempt.Write());
        var address = await providers.AddressAsync(attempt, state, cancellationToken);
        if (address.IsSuccess)
            tickets.Add(ticket);
        return address;
    }
}
