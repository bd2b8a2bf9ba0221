using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using FluentValidation;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>The form of what browsers bring; its fields are named as in the JSON of WebAuthn level 3. Whether it is true is tried later.</summary>
internal sealed class PasskeyAttestationValidator : AbstractValidator<PasskeyAttestation>
{
    private const int MaxAttestationBytes = 16 * 1024;
    private const int MaxTransports = 10;
    private const int MaxTransportLength = 40;

    public PasskeyAttestationValidator()
    {
        RuleFor(answer => answer.Id).IsBytes(Passkey.MaxCredentialIdBytes);
        RuleFor(answer => answer.Type).IsPublicKey();
        RuleFor(answer => answer.ClientData).IsClientData();
        RuleFor(answer => answer.AttestationObject).IsBytes(MaxAttestationBytes).OverridePropertyName("response.attestationObject");
        RuleFor(answer => answer.Transports)
            .Must(transports => transports.Count <= MaxTransports && transports.All(one => one is { Length: > 0 and <= MaxTransportLength }))
            .WithMessage($"Must be at most {MaxTransports} names of at most {MaxTransportLength} characters.")
            .OverridePropertyName("response.transports");
    }
}

/// <inheritdoc cref="PasskeyAttestationValidator"/>
internal sealed class PasskeyAssertionValidator : AbstractValidator<PasskeyAssertion>
{
    private const int MaxAuthenticatorDataBytes = 4 * 1024;
    private const int MaxSignatureBytes = 2 * 1024;
    private const int MaxUserHandleBytes = 64;

    public PasskeyAssertionValidator()
    {
        RuleFor(answer => answer.Id).IsBytes(Passkey.MaxCredentialIdBytes);
        RuleFor(answer => answer.Type).IsPublicKey();
        RuleFor(answer => answer.ClientData).IsClientData();
        RuleFor(answer => answer.AuthenticatorData).IsBytes(MaxAuthenticatorDataBytes).OverridePropertyName("response.authenticatorData");
        RuleFor(answer => answer.Signature).IsBytes(MaxSignatureBytes).OverridePropertyName("response.signature");
        RuleFor(answer => answer.UserHandle!).IsBytes(MaxUserHandleBytes).OverridePropertyName("response.userHandle")
            .When(answer => answer.UserHandle is not null);
    }
}

internal static class PasskeyRules
{
    private const int MaxClientDataBytes = 4 * 1024;
    private const int MaxChallengeLength = 200;

    public static IRuleBuilderOptions<T, string> IsBytes<T>(this IRuleBuilderInitial<T, string> rule, int maxBytes) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Must not be empty.")
            .Must(text => text.Length <= Base64Url.GetEncodedLength(maxBytes)).WithMessage($"Must have at most {maxBytes} bytes.")
            .Must(text => !text.Contains('=', StringComparison.Ordinal) && Base64Url.IsValid(text)).WithMessage("Must be base64url without padding.");

    public static void IsPublicKey<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(type => type == "public-key").WithMessage("Must be 'public-key'.");

    public static void IsClientData<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.IsBytes(MaxClientDataBytes)
            .Must(clientData => ChallengeOf(clientData) is not null).WithMessage("Must be client data with a challenge.")
            .OverridePropertyName("response.clientDataJSON");

    /// <summary>What was signed, as the client data say that are signed too.</summary>
    /// <param name="clientData">Valid base64url.</param>
    /// <returns>Null when it is no client data.</returns>
    public static string? ChallengeOf(string clientData)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(clientData)));
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("challenge", out var challenge)
                && challenge.ValueKind == JsonValueKind.String
                && challenge.GetString() is { Length: > 0 and <= MaxChallengeLength } text
                ? text
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
