using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>Carries a password: invoked, never queued.</summary>
public sealed record SignIn(string Email, string Password, ClientInfo Client)
{
    public override string ToString() => nameof(SignIn);
}

public sealed class SignInValidator : AbstractValidator<SignIn>
{
    public SignInValidator()
    {
        RuleFor(message => message.Email).NotEmpty().WithMessage("Must not be empty.").MaximumLength(EmailAddress.MaxLength).WithMessage("Is too long.");
        RuleFor(message => message.Password).IsEnteredPassword();
    }
}

public static class SignInHandler
{
    public static async Task<(Result<SignedIn>, SendSecurityNotice?)> Handle(
        SignIn command,
        IAccountRepository accounts,
        ISessionRepository sessions,
        IPasswords passwords,
        SignInGate gate,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var account = await accounts.FindByEmailAsync(EmailAddress.Normalize(command.Email), cancellationToken);
        var isRight = await passwords.VerifyAsync(account?.PasswordHash, command.Password, cancellationToken);
        if (account is null || !isRight)
            return (IdentityErrors.InvalidCredentials, null);

        var earlier = await sessions.LatestOfAsync(account.Id, cancellationToken);
        var signedIn = await gate.StartAsync(account, command.Client, cancellationToken);
        if (!signedIn.IsSuccess)
            return (signedIn, null);
        if (passwords.IsOutdated(account.PasswordHash!))
        {
            account.Rehash(await passwords.HashAsync(command.Password, cancellationToken));
            accounts.Update(account);
        }

        // The first device is no news to anybody.
        var isNews = earlier.Count > 0 && !earlier.Any(session => UserAgents.AreAlike(session.UserAgent, command.Client.UserAgent));
        return (signedIn, isNews ? new SendSecurityNotice(account.Id, SecurityNotice.NewDevice, command.Client) : null);
    }
}
