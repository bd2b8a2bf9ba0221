using FluentValidation;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Features;

/// <summary>
/// Takes away what was stored for an account after it was erased: whoever was just signing in, or asked for a link, had read it before. None
/// of that opens anything.
/// </summary>
public sealed record EraseLeftovers(Guid AccountId)
{
    /// <summary>Longer than anything that was begun before the account was erased.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMinutes(10);
}

public sealed class EraseLeftoversValidator : AbstractValidator<EraseLeftovers>
{
    public EraseLeftoversValidator() => RuleFor(message => message.AccountId).NotEmpty();
}

public static class EraseLeftoversHandler
{
    public static void Handle(EraseLeftovers command, IAccountBelongings belongings)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(belongings);
        belongings.RemoveAllOf(command.AccountId);
    }
}
