using FluentValidation;
using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Application.Features;

/// <summary>Anonymises what was told of a person after they were erased: each of these messages has a queue of its own.</summary>
public sealed record AnonymiseLeftovers(Guid UserId)
{
    /// <summary>Longer than any message waits that nothing holds up.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMinutes(10);
}

public sealed class AnonymiseLeftoversValidator : AbstractValidator<AnonymiseLeftovers>
{
    public AnonymiseLeftoversValidator() => RuleFor(message => message.UserId).NotEmpty();
}

public static class AnonymiseLeftoversHandler
{
    public static void Handle(AnonymiseLeftovers command, IRecordsOfPeople records)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(records);
        records.Anonymise(command.UserId);
    }
}
