using FluentValidation;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Somebody followed the link from the console and becomes the first administrator. Carries a password: invoked, never queued.</summary>
public sealed record SetUpInstallation(string Token, string Email, string Password, string DisplayName, ClientInfo Client)
{
    public override string ToString() => nameof(SetUpInstallation);
}

public sealed class SetUpInstallationValidator : AbstractValidator<SetUpInstallation>
{
    public SetUpInstallationValidator()
    {
        RuleFor(message => message.Token).IsToken();
        RuleFor(message => message.Email).IsEmailAddress();
        RuleFor(message => message.Password).IsGoodPassword(message => message.Email, message => message.DisplayName);
        RuleFor(message => message.DisplayName).IsDisplayName();
    }
}

public static class SetUpInstallationHandler
{
    public static async Task<(Result<SignedIn>, IReadOnlyList<object>)> Handle(
        SetUpInstallation command,
        OneTimeTickets tickets,
        AdministratorSetup setup,
        SignInGate gate,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await tickets.FindAsync(command.Token, TicketPurpose.SetUp, cancellationToken) is not { } ticket)
            return (IdentityErrors.InvalidToken, []);

        var created = await setup.CreateAsync(EmailAddress.Parse(command.Email), command.Password, command.DisplayName, cancellationToken);
        if (!created.IsSuccess)
            return (created.Error, []);
        tickets.UseUp(ticket);
        var account = created.Value;
        var (result, news) = await gate.StartAsync(account, [AuthenticationMethods.Password], command.Client, cancellationToken);
        var told = SecurityEvents.Of(SecurityEvents.AdministratorSetUp, account.Id, command.Client, account.CreatedAt, "by-link");
        return (result, [account.Registered(), told, .. news]);
    }
}
