using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody followed the link from the mail. Carries a password: invoked, never queued.</summary>
public sealed record ResetPassword(string Token, string NewPassword, ClientInfo Client)
{
    public override string ToString() => nameof(ResetPassword);
}

public sealed class ResetPasswordValidator : AbstractValidator<ResetPassword>
{
    public ResetPasswordValidator()
    {
        RuleFor(message => message.Token).IsToken();
        RuleFor(message => message.NewPassword).IsEnteredPassword();
    }
}

public static class ResetPasswordHandler
{
    /// <remarks>A password that is refused leaves the link as it is. Whoever reads the mail has shown that the address is theirs.</remarks>
    public static async Task<(Result, IReadOnlyList<object>)> Handle(
        ResetPassword command,
        OneTimeTickets tickets,
        PasswordReplacement replacement,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await tickets.FindWithAccountAsync(command.Token, TicketPurpose.ResetPassword, cancellationToken) is not var (ticket, account))
            return (IdentityErrors.InvalidToken, []);
        var now = clock.GetUtcNow();
        var told = SecurityEvents.Of(SecurityEvents.PasswordReset, account.Id, command.Client, now);
        var (result, messages) = await replacement.ReplaceAsync(account, command.NewPassword, keptSession: null, told, cancellationToken);
        if (!result.IsSuccess)
            return (result, []);

        tickets.UseUp(ticket);
        if (account.IsEmailVerified)
            return (result, messages);
        account.VerifyEmail(now);
        var verified = SecurityEvents.Of(SecurityEvents.EmailVerified, account.Id, command.Client, now);
        return (result, [.. messages, new EmailVerified(account.Id, now), verified]);
    }
}
