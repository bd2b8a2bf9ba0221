using System.Buffers.Text;
using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Passkeys;

/// <summary>The framework's handler of passkeys, for the installation's own address: what a request says of itself is never looked at.</summary>
internal sealed partial class PasskeyCeremonies(IPasskeyHandler<Account> handler, ILogger<PasskeyCeremonies> logger) : IPasskeyCeremonies
{
    public async Task<PasskeyCeremony> BeginRegistrationAsync(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var person = new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Email, DisplayName = account.DisplayName };
        var made = await handler.MakeCreationOptionsAsync(person, NoRequest());
        return Begin(made.CreationOptionsJson, made.AttestationState!);
    }

    public async Task<PasskeyCredential?> RegisterAsync(PasskeyAttestation attestation, string state)
    {
        ArgumentNullException.ThrowIfNull(attestation);
        var response = new
        {
            clientDataJSON = attestation.ClientData,
            attestationObject = attestation.AttestationObject,
            transports = attestation.Transports,
        };
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = NoRequest(),
            CredentialJson = Credential(attestation.Id, attestation.Type, response),
            AttestationState = state,
        });
        return result.Succeeded ? Describe(result.Passkey) : Refuse<PasskeyCredential>(result.Failure);
    }

    public async Task<PasskeyCeremony> BeginUseAsync(Account? account)
    {
        var made = await handler.MakeRequestOptionsAsync(account, NoRequest());
        return Begin(made.RequestOptionsJson, made.AssertionState!);
    }

    public async Task<PasskeyProof?> ProveAsync(PasskeyAssertion assertion, string state)
    {
        ArgumentNullException.ThrowIfNull(assertion);
        var response = new
        {
            clientDataJSON = assertion.ClientData,
            authenticatorData = assertion.AuthenticatorData,
            signature = assertion.Signature,
            userHandle = assertion.UserHandle,
        };
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = NoRequest(),
            CredentialJson = Credential(assertion.Id, assertion.Type, response),
            AssertionState = state,
        });
        return result.Succeeded ? new(result.Passkey.SignCount, result.Passkey.IsBackedUp) : Refuse<PasskeyProof>(result.Failure);
    }

    /// <summary>Extensions prove nothing here; the handler wants to be told that there are none.</summary>
    private static string Credential(string id, string type, object response) =>
        JsonSerializer.Serialize(new { id, type, clientExtensionResults = new object(), response });

    /// <summary>The handler asks a request only for what <see cref="PasskeySetup"/> has told it.</summary>
    private static DefaultHttpContext NoRequest() => new();

    private static PasskeyCeremony Begin(string options, string state)
    {
        using var json = JsonDocument.Parse(options);
        return new(options, json.RootElement.GetProperty("challenge").GetString()!, state);
    }

    private static PasskeyCredential Describe(UserPasskeyInfo passkey) => new(
        Base64Url.EncodeToString(passkey.CredentialId),
        passkey.PublicKey,
        passkey.Transports ?? [],
        passkey.IsBackupEligible,
        passkey.IsBackedUp,
        passkey.SignCount);

    /// <summary>The handler calls it a refusal, too, when it could not read what is stored.</summary>
    private T? Refuse<T>(PasskeyException failure)
        where T : class
    {
        if (failure.InnerException is DbException or OperationCanceledException)
            ExceptionDispatchInfo.Throw(failure.InnerException);
        LogRefused(failure.Message);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A passkey was refused: {Reason}")]
    private partial void LogRefused(string reason);
}
