using FluentValidation;
using Monolith.Identity.Contracts.Events;
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
    public static async Task<(Result<SignedIn>, AccountRegistered?)> Handle(
        SetUpInstallation command,
        IOneTimeLinkRepository links,
        AdministratorSetup setup,
        SignInGate gate,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var link = await links.FindAsync(command.Token, cancellationToken);
        if (link?.TryConsume(LinkPurpose.SetUp, clock.GetUtcNow()) != true)
            return (IdentityErrors.InvalidToken, null);

        var created = await setup.CreateAsync(EmailAddress.Parse(command.Email), command.Password, command.DisplayName, cancellationToken);
        if (!created.IsSuccess)
            return (created.Error, null);
        links.Update(link);
        return (await gate.StartAsync(created.Value, command.Client, cancellationToken), created.Value.Registered());
    }
}
