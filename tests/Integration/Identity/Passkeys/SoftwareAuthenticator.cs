using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monolith.Tests.Integration.Identity.Passkeys;

/// <summary>What an authenticator and its browser claim; by itself all of it is true.</summary>
internal sealed record Claim
{
    public const string HomeOrigin = "http://localhost:5080";

    public static readonly Claim Honest = new();

    public string Origin { get; init; } = HomeOrigin;

    /// <summary>Null: the one that the options name.</summary>
    public string? RelyingParty { get; init; }

    /// <summary>Null: the one of the options.</summary>
    public string? Challenge { get; init; }

    public bool IsPresent { get; init; } = true;

    public bool IsVerified { get; init; } = true;

    public bool IsCrossOrigin { get; init; }

    /// <summary>Null: the kind of ceremony that it is.</summary>
    public string? Ceremony { get; init; }
}

/// <summary>
/// An authenticator with one discoverable credential, and the browser before it: ES256, no attestation (WebAuthn level 3, sections 6.1,
/// 6.5 and 8.7), in the JSON that pages send.
/// </summary>
internal sealed class SoftwareAuthenticator : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte AttestedCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(32);

    public string Id => Base64Url.EncodeToString(CredentialId);

    /// <summary>Whose credential it is, as the options said when it was made.</summary>
    public string? UserHandle { get; set; }

    /// <summary>Of the last use; null: it does not count.</summary>
    public uint? Counter { get; set; }

    /// <summary>Makes the credential: a <c>RegistrationResponseJSON</c>.</summary>
    public JsonObject Create(JsonObject options, Claim? claim = null)
    {
        claim ??= Claim.Honest;
        UserHandle = (string)options["user"]!["id"]!;
        var data = AuthenticatorData(claim.RelyingParty ?? (string)options["rp"]!["id"]!, claim, AttestedCredential);
        var attestation = new CborWriter(CborConformanceMode.Ctap2Canonical);
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString([.. data, .. CredentialData()]);
        attestation.WriteEndMap();
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData(options, claim, "webauthn.create")),
            ["attestationObject"] = Base64Url.EncodeToString(attestation.Encode()),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Uses the credential: an <c>AuthenticationResponseJSON</c>.</summary>
    public JsonObject Get(JsonObject options, Claim? claim = null)
    {
        claim ??= Claim.Honest;
        Counter++;
        var clientData = ClientData(options, claim, "webauthn.get");
        var data = AuthenticatorData(claim.RelyingParty ?? (string)options["rpId"]!, claim, flags: 0);
        byte[] signed = [.. data, .. SHA256.HashData(clientData)];
        var signature = _key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = UserHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private static byte[] ClientData(JsonObject options, Claim claim, string ceremony) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["type"] = claim.Ceremony ?? ceremony,
        ["challenge"] = claim.Challenge ?? (string)options["challenge"]!,
        ["origin"] = claim.Origin,
        ["crossOrigin"] = claim.IsCrossOrigin,
    });

    private JsonObject Answer(JsonObject response) => new()
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };

    private byte[] AuthenticatorData(string relyingParty, Claim claim, byte flags)
    {
        var data = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(relyingParty), data);
        data[32] = (byte)(flags | (claim.IsPresent ? UserPresent : 0) | (claim.IsVerified ? UserVerified : 0));
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), Counter ?? 0);
        return data;
    }

    /// <summary>The model of the authenticator (none), the credential's id and its public key in the form of COSE.</summary>
    private byte[] CredentialData()
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)CredentialId.Length);
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var key = new CborWriter(CborConformanceMode.Ctap2Canonical);
        key.WriteStartMap(5);
        (int Label, object Value)[] parameters = [(1, 2), (3, -7), (-1, 1), (-2, point.X!), (-3, point.Y!)];
        foreach (var (label, value) in parameters)
        {
            key.WriteInt32(label);
            if (value is byte[] bytes)
                key.WriteByteString(bytes);
            else
                key.WriteInt32((int)value);
        }

        key.WriteEndMap();
        return [.. new byte[16], .. length, .. CredentialId, .. key.Encode()];
    }
}
