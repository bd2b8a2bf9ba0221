using FluentValidation;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>The second step of a sign-in. Carries a code: invoked, never queued.</summary>
/// <param name="Token">Of <see cref="SecondFactorNeeded"/>.</param>
/// <param name="Method">Of <see cref="SecondFactorMethods"/>.</param>
public sealed record ConfirmSignIn(string Token, string Method, string Code, ClientInfo Client)
{
    public override string ToString() => nameof(ConfirmSignIn);
}

public sealed class ConfirmSignInValidator : AbstractValidator<ConfirmSignIn>
{
    public ConfirmSignInValidator()
    {
        RuleFor(message => message.Token).IsToken();
        RuleFor(message => message.Method).IsSecondFactorMethod();
        RuleFor(message => message.Code).IsCode();
    }
}

public static class ConfirmSignInHandler
{
    /// <remarks>A wrong code leaves the ticket as it is: people mistype. It is counted like a wrong password.</remarks>
    public static async Task<(Result<SignedIn>, IReadOnlyList<object>)> Handle(
        ConfirmSignIn command,
        OneTimeTickets tickets,
        SecondFactors factors,
        SignInGate gate,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await tickets.FindWithAccountAsync(command.Token, TicketPurpose.SecondFactor, cancellationToken) is not var (ticket, account))
            return (IdentityErrors.SecondFactorExpired, []);
        if (!await factors.TryUseAsync(account, command.Method, command.Code, cancellationToken))
            return (IdentityErrors.InvalidCode, [CountFailedSignIn.Of(account, command.Client, SecurityEvents.SignInFailed, "wrong-code")]);

        tickets.UseUp(ticket);
        var methods = AuthenticationMethods.Together(ticket.Note!, AuthenticationMethods.OneTimePassword);
        return await gate.StartAsync(account, methods, command.Client, cancellationToken);
    }
}
