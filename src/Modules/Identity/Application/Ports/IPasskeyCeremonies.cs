using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>A ceremony that was begun.</summary>
/// <param name="Options">For the browser, in the JSON of WebAuthn level 3.</param>
/// <param name="Challenge">What the authenticator must sign, as base64url; part of the options.</param>
/// <param name="State">What the ceremony needs again at its end; the browser never sees it.</param>
public sealed record PasskeyCeremony(string Options, string Challenge, string State);

/// <summary>What a browser brings of a new passkey; anybody can have written it. Bytes are base64url.</summary>
public sealed record PasskeyAttestation(string Id, string Type, string ClientData, string AttestationObject, IReadOnlyList<string> Transports);

/// <summary>What a browser brings of the use of a passkey; anybody can have written it. Bytes are base64url.</summary>
/// <param name="UserHandle">Whose passkey it says it is.</param>
public sealed record PasskeyAssertion(
    string Id, string Type, string ClientData, string AuthenticatorData, string Signature, string? UserHandle)
{
    /// <summary>Never the signature: this may end in a log.</summary>
    public override string ToString() => nameof(PasskeyAssertion);
}

/// <summary>
/// The ceremonies of WebAuthn level 3 (sections 7.1 and 7.2) at the address where people open the application. They prove; what follows
/// from a proof, and that a challenge is good once, is not theirs.
/// </summary>
public interface IPasskeyCeremonies
{
    Task<PasskeyCeremony> BeginRegistrationAsync(Account account);

    /// <returns>Null when it proves nothing.</returns>
    Task<PasskeyCredential?> RegisterAsync(PasskeyAttestation attestation, string state);

    /// <param name="account">Whose passkeys may be used; null for those of anybody.</param>
    Task<PasskeyCeremony> BeginUseAsync(Account? account);

    /// <summary>Does not judge the counter: that is <see cref="Passkey.Use"/>'s.</summary>
    /// <returns>Null when it does not prove that the passkey with this id was used, by the person who has it.</returns>
    Task<PasskeyProof?> ProveAsync(PasskeyAssertion assertion, string state);
}
