using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Monolith.Identity.Domain;
using Monolith.Identity.Infrastructure.Persistence;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>The signing keys of the installation in this node's memory; the database has the truth, all nodes share it.</summary>
internal sealed partial class SigningKeys(SigningKeyStore store, PrivateKeySeal seal, TimeProvider clock, ILogger<SigningKeys> logger) : IDisposable
{
    private const int FirstGeneration = 1;

    /// <summary>Whoever sends invented key ids makes this node ask the database no more often than this.</summary>
    private static readonly TimeSpan ReloadInterval = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _loading = new(1);

    // Of its own: the process-wide one would keep using keys that were disposed with another host of this process.
    private readonly CryptoProviderFactory _crypto = new();
    private IReadOnlyList<ECDsaSecurityKey> _keys = [];
    private long _loadedAtTicks;

    /// <summary>Oldest first. Empty until somebody asked for a key.</summary>
    public IReadOnlyList<ECDsaSecurityKey> Known => Volatile.Read(ref _keys);

    /// <summary>The newest key; makes the first one when there is none.</summary>
    public async ValueTask<ECDsaSecurityKey> SignerAsync(CancellationToken cancellationToken)
    {
        if (Known.Count == 0)
            await LoadAsync(isEnough: () => Known.Count > 0, cancellationToken);
        return Known[^1];
    }

    /// <summary>Loads the keys anew when none has this id, because another node may have made it.</summary>
    public async ValueTask EnsureKnownAsync(string keyId, CancellationToken cancellationToken)
    {
        if (!Knows(keyId) && !IsFresh())
            await LoadAsync(isEnough: () => Knows(keyId) || IsFresh(), cancellationToken);
    }

    public void Dispose()
    {
        _loading.Dispose();
        foreach (var key in Known)
            key.ECDsa.Dispose();
    }

    private bool Knows(string keyId) => Known.Any(key => key.KeyId == keyId);

    private bool IsFresh() => clock.GetUtcNow().UtcTicks - Volatile.Read(ref _loadedAtTicks) < ReloadInterval.Ticks;

    private async Task LoadAsync(Func<bool> isEnough, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (isEnough())
                return;
            var stored = await store.LoadAllAsync(cancellationToken);
            if (stored.Count == 0)
            {
                await store.TryAddAsync(Create(FirstGeneration), cancellationToken);
                stored = await store.LoadAllAsync(cancellationToken);
            }

            var known = Known.ToDictionary(key => key.KeyId);
            Volatile.Write(ref _keys, [.. stored.Select(key => known.GetValueOrDefault(key.KeyId) ?? Open(key))]);
            Volatile.Write(ref _loadedAtTicks, clock.GetUtcNow().UtcTicks);
        }
        finally
        {
            _loading.Release();
        }
    }

    private SigningKey Create(int generation)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = ecdsa.ExportParameters(includePrivateParameters: true);
        var keyId = Base64UrlEncoder.Encode(new ECDsaSecurityKey(ecdsa).ComputeJwkThumbprint());
        if (!seal.HasKey)
            LogUnsealed();
        var privateKey = seal.HasKey ? seal.Seal(parameters.D!, keyId) : parameters.D!;
        return new SigningKey(generation, keyId, parameters.Q.X!, parameters.Q.Y!, privateKey, seal.HasKey, clock.GetUtcNow());
    }

    private ECDsaSecurityKey Open(SigningKey key)
    {
        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = key.X, Y = key.Y },
            D = key.IsEncrypted ? seal.Open(key.PrivateKey, key.KeyId) : key.PrivateKey,
        };
        return new ECDsaSecurityKey(ECDsa.Create(parameters)) { KeyId = key.KeyId, CryptoProviderFactory = _crypto };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Identity:KeyEncryptionKey is not set: the key that signs access tokens is stored unencrypted")]
    private partial void LogUnsealed();
}
