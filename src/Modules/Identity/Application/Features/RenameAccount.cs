using FluentValidation;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Features;

public sealed class RenameAccountValidator : AbstractValidator<RenameAccount>
{
    public RenameAccountValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.DisplayName).IsDisplayName();
        RuleFor(message => message.ProfileVersion).GreaterThan(0);
    }
}

public static class RenameAccountHandler
{
    public static async Task Handle(RenameAccount command, IAccountRepository accounts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(accounts);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is { } account
            && account.Rename(command.DisplayName, command.ProfileVersion))
        {
            accounts.Update(account);
        }
    }
}
