using FluentValidation;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>The account can no longer be signed in to with this provider.</summary>
public sealed record UnlinkProvider(Guid AccountId, string Provider, ClientInfo Client);

public sealed class UnlinkProviderValidator : AbstractValidator<UnlinkProvider>
{
    public UnlinkProviderValidator()
    {
        RuleFor(message => message.AccountId).NotEmpty();
        RuleFor(message => message.Provider).NotEmpty();
    }
}

public static class UnlinkProviderHandler
{
    /// <remarks>Storing the account makes two who take the last two ways away at the same time wait for each other.</remarks>
    public static async Task<(Result, IReadOnlyList<object>)> Handle(
        UnlinkProvider command,
        IExternalLoginRepository logins,
        IAccountRepository accounts,
        WaysIn ways,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await accounts.FindAsync(command.AccountId, cancellationToken) is not { } account)
            return (IdentityErrors.AccountGone, []);
        var linked = await logins.OfAsync(account.Id, cancellationToken);
        if (linked.SingleOrDefault(login => login.Provider == command.Provider) is not { } unwanted)
            return (ExternalErrors.NotLinked, []);
        if (await ways.AreDownToOneAsync(account, cancellationToken))
            return (ExternalErrors.LastWayIn, []);

        logins.Remove(unwanted);
        accounts.Update(account);
        return (Result.Success,
        [
            SecurityEvents.Of(SecurityEvents.ProviderUnlinked, account.Id, command.Client, clock.GetUtcNow(), command.Provider),
            new SendSecurityNotice(account.Id, SecurityNotice.ProviderUnlinked, Provider: command.Provider),
        ]);
    }
}
