using FluentValidation;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Features;

/// <summary>A provider has proved who somebody is. Only the callback sends this; invoked, never queued.</summary>
public sealed record SignInWithProvider(ExternalIdentity Identity, ClientInfo Client);

public sealed class SignInWithProviderValidator : AbstractValidator<SignInWithProvider>
{
    public SignInWithProviderValidator()
    {
        RuleFor(message => message.Identity.Issuer).NotEmpty();
        RuleFor(message => message.Identity.Subject).NotEmpty().MaximumLength(ExternalIdentity.MaxSubjectLength);
    }
}

public static class SignInWithProviderHandler
{
    /// <remarks>Of two first sign-ins at the same time one makes the account; the other comes again and finds it.</remarks>
    public static async Task<(Result<SignInOutcome>, IReadOnlyList<object>)> Handle(
        SignInWithProvider command,
        ExternalAccounts external,
        SignInGate gate,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (found, messages) = await external.FindOrMakeAsync(command.Identity, command.Client, cancellationToken);
        if (!found.IsSuccess)
            return (found.Error, messages);
        var (result, news) = await gate.AdmitAsync(found.Value, AuthenticationMethods.Provider, command.Client, cancellationToken);
        return (result, [.. messages, .. news]);
    }
}
