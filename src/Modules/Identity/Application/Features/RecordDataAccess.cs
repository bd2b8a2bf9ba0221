using FluentValidation;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Features;

public sealed class RecordDataAccessValidator : AbstractValidator<RecordDataAccess>
{
    public RecordDataAccessValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.ReaderId).NotEmpty();
    }
}

public static class RecordDataAccessHandler
{
    public static SecurityEvent Handle(RecordDataAccess command, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(clock);
        var client = new ClientInfo(command.UserAgent, command.Ip);
        return SecurityEvents.By(command.ReaderId, SecurityEvents.PersonalDataRead, command.AccountId, client, clock.GetUtcNow());
    }
}
