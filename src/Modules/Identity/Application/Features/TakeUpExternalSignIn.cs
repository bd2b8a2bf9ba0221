using FluentValidation;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>A browser comes back from a provider. Its state is used up before anything else happens. Carries a secret: invoked, never queued.</summary>
/// <param name="Browser">What only the browser that began knows; null when this one knows nothing.</param>
public sealed record TakeUpExternalSignIn(string Provider, string State, string? Browser)
{
    public override string ToString() => nameof(TakeUpExternalSignIn);
}

public sealed class TakeUpExternalSignInValidator : AbstractValidator<TakeUpExternalSignIn>
{
    public TakeUpExternalSignInValidator() => RuleFor(message => message.State).NotNull();
}

/// <param name="LinkTo">The account to link; null for a sign-in.</param>
public sealed record TakenUpSignIn(ExternalAttempt Attempt, Guid? LinkTo);

public static class TakeUpExternalSignInHandler
{
    /// <remarks>Another browser's state stays as it is: whoever saw it cannot spoil it.</remarks>
    public static async Task<Result<TakenUpSignIn>> Handle(
        TakeUpExternalSignIn command,
        OneTimeTickets tickets,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await tickets.FindAsync(command.State, TicketPurpose.ExternalSignIn, cancellationToken) is not { Note: { } note } ticket)
            return ExternalErrors.InvalidState;
        var attempt = ExternalAttempt.Read(note);
        if (!attempt.IsOf(command.Provider, command.Browser))
            return ExternalErrors.InvalidState;
        if (ticket.AccountId is not null && await tickets.AccountOfAsync(ticket, cancellationToken) is null)
            return ExternalErrors.InvalidState;

        tickets.UseUp(ticket);
        return new TakenUpSignIn(attempt, ticket.AccountId);
    }
}
