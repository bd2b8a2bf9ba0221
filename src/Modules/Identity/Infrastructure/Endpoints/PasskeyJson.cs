using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>What the browser's <c>parseCreationOptionsFromJSON</c> takes (WebAuthn level 3, section 5.1.9).</summary>
/// <param name="Challenge">Good once, within five minutes, for the account that asked.</param>
/// <param name="Timeout">Milliseconds.</param>
/// <param name="ExcludeCredentials">The passkeys that the account has.</param>
internal sealed record PasskeyCreationOptions(
    PasskeyRelyingParty Rp,
    PasskeyUser User,
    string Challenge,
    IReadOnlyList<PasskeyAlgorithm> PubKeyCredParams,
    long Timeout,
    IReadOnlyList<PasskeyDescriptor> ExcludeCredentials,
    PasskeySelection AuthenticatorSelection,
    string Attestation);

internal sealed record PasskeyRelyingParty(string Id, string Name);

/// <param name="Id">The user handle: opaque, base64url.</param>
internal sealed record PasskeyUser(string Id, string Name, string DisplayName);

/// <param name="Alg">A COSE algorithm (RFC 9053), such as -7 for ES256.</param>
internal sealed record PasskeyAlgorithm(string Type, int Alg);

internal sealed record PasskeyDescriptor(string Type, string Id, IReadOnlyList<string> Transports);

internal sealed record PasskeySelection(string ResidentKey, bool RequireResidentKey, string UserVerification);

/// <summary>What the browser's <c>parseRequestOptionsFromJSON</c> takes (WebAuthn level 3, section 5.1.10).</summary>
/// <param name="Challenge">Good once, within five minutes.</param>
/// <param name="Timeout">Milliseconds.</param>
/// <param name="AllowCredentials">Empty: whichever the browser has.</param>
internal sealed record PasskeyRequestOptions(
    string Challenge, long Timeout, string RpId, IReadOnlyList<PasskeyDescriptor> AllowCredentials, string UserVerification);

/// <summary>A <c>RegistrationResponseJSON</c> (WebAuthn level 3, section 5.1.7), as the browser's <c>toJSON</c> writes it, and a name for it.</summary>
/// <param name="Id">The credential's, base64url.</param>
/// <param name="Type">Always <c>public-key</c>.</param>
/// <param name="Name">What you will know it by, 1 to 60 characters; without one it is called after the browser.</param>
internal sealed record AddPasskeyRequest(string Id, string Type, PasskeyAttestationJson Response, string? Name = null)
{
    public PasskeyAttestation Attestation() =>
        new(Id, Type, Response?.ClientDataJSON!, Response?.AttestationObject!, Response?.Transports ?? []);
}

/// <param name="ClientDataJSON">Base64url.</param>
/// <param name="AttestationObject">Base64url.</param>
internal sealed record PasskeyAttestationJson(string ClientDataJSON, string AttestationObject, IReadOnlyList<string>? Transports = null);

/// <summary>An <c>AuthenticationResponseJSON</c> (WebAuthn level 3, section 5.1.8), as the browser's <c>toJSON</c> writes it.</summary>
/// <param name="Id">The credential's, base64url.</param>
/// <param name="Type">Always <c>public-key</c>.</param>
internal sealed record UsePasskeyRequest(string Id, string Type, PasskeyAssertionJson Response)
{
    public PasskeyAssertion Assertion() => new(
        Id, Type, Response?.ClientDataJSON!, Response?.AuthenticatorData!, Response?.Signature!, Response?.UserHandle);
}

/// <param name="ClientDataJSON">Base64url.</param>
/// <param name="AuthenticatorData">Base64url.</param>
/// <param name="Signature">Base64url.</param>
/// <param name="UserHandle">Base64url; the one of the options that the passkey was made with.</param>
internal sealed record PasskeyAssertionJson(string ClientDataJSON, string AuthenticatorData, string Signature, string? UserHandle = null);
