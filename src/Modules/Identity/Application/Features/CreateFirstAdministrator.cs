using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>The operator named the administrator in the settings. Carries a password: invoked, never queued; no endpoint sends it.</summary>
public sealed record CreateFirstAdministrator(string Email, string Password, string DisplayName)
{
    public override string ToString() => nameof(CreateFirstAdministrator);
}

public sealed class CreateFirstAdministratorValidator : AbstractValidator<CreateFirstAdministrator>
{
    public CreateFirstAdministratorValidator()
    {
        RuleFor(message => message.Email).IsEmailAddress();
        RuleFor(message => message.Password).IsGoodPassword(message => message.Email, message => message.DisplayName);
        RuleFor(message => message.DisplayName).IsDisplayName();
    }
}

public static class CreateFirstAdministratorHandler
{
    public static async Task<(Result, AccountRegistered?, SecurityEvent?)> Handle(
        CreateFirstAdministrator command,
        AdministratorSetup setup,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var created = await setup.CreateAsync(EmailAddress.Parse(command.Email), command.Password, command.DisplayName, cancellationToken);
        if (!created.IsSuccess)
            return (created.Error, null, null);
        var account = created.Value;
        var told = SecurityEvents.By(actorId: null, SecurityEvents.AdministratorSetUp, account.Id, client: null, account.CreatedAt, "by-settings");
        return (Result.Success, account.Registered(), told);
    }
}
