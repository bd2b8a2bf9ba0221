using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Monolith.Identity.Domain;
using Monolith.Identity.Infrastructure.Persistence;
using Monolith.Identity.Infrastructure.Secrets;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>The signing keys of the installation in this node's memory; the database has the truth, all nodes share it.</summary>
internal sealed partial class SigningKeys(
    SigningKeyStore store, InstallationSeal seal, IOptions<IdentityOptions> options, TimeProvider clock, ILogger<SigningKeys> logger) : IDisposable
{
    private const int FirstGeneration = 1;

    /// <summary>Whoever sends invented key ids makes this node ask the database no more often than this.</summary>
    private static readonly TimeSpan ReloadInterval = TimeSpan.FromSeconds(5);

    private readonly KeySchedule _schedule = new(options.Value.AccessTokens.KeyLifetime);
    private readonly SemaphoreSlim _loading = new(1);

    // Of its own: the process-wide one would keep using keys that were disposed with another host of this process.
    private readonly CryptoProviderFactory _crypto = new();
    private Ring _ring = new([], []);
    private long _loadedAtTicks;

    /// <summary>All that verify, oldest first; the same list while they stay the same. Empty until somebody asked for a key.</summary>
    public IReadOnlyList<ECDsaSecurityKey> Known => Volatile.Read(ref _ring).Keys;

    /// <summary>The key that signs now; makes the first one when there is none.</summary>
    public async ValueTask<ECDsaSecurityKey> SignerAsync(CancellationToken cancellationToken)
    {
        if (Known.Count == 0)
            await LoadAsync(isEnough: () => Known.Count > 0, cancellationToken);
        var ring = Volatile.Read(ref _ring);
        var signer = KeySchedule.Signer(ring.Stored, clock.GetUtcNow());
        return ring.Keys.First(key => key.KeyId == signer.KeyId);
    }

    /// <summary>Loads the keys anew when none has this id, because another node may have made it.</summary>
    public async ValueTask EnsureKnownAsync(string keyId, CancellationToken cancellationToken)
    {
        if (!Knows(keyId) && !IsFresh())
            await LoadAsync(isEnough: () => Knows(keyId) || IsFresh(), cancellationToken);
    }

    /// <summary>Takes over what the other nodes have made, makes the next key when it is due, and forgets those that are of no use.</summary>
    public Task RotateAsync(CancellationToken cancellationToken) => LoadAsync(isEnough: () => false, cancellationToken);

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
            Keep(await StoredAsync(cancellationToken));
            Volatile.Write(ref _loadedAtTicks, clock.GetUtcNow().UtcTicks);
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<IReadOnlyList<SigningKey>> StoredAsync(CancellationToken cancellationToken)
    {
        var stored = await store.LoadAllAsync(cancellationToken);
        if (_schedule.NeedsNext(stored, clock.GetUtcNow()))
        {
            var next = Create(stored.Count == 0 ? FirstGeneration : stored[^1].Generation + 1);
            if (await store.TryAddAsync(next, cancellationToken))
                LogCreated(next.KeyId, next.Generation);
            stored = await store.LoadAllAsync(cancellationToken);
        }

        var forgotten = KeySchedule.Forgotten(stored, clock.GetUtcNow());
        if (forgotten.Count == 0)
            return stored;
        await store.RemoveAsync(forgotten, cancellationToken);
        return [.. stored.Except(forgotten)];
    }

    // A key that is dropped here may be verifying a token right now; it goes with the garbage.
    private void Keep(IReadOnlyList<SigningKey> stored)
    {
        var known = Known.ToDictionary(key => key.KeyId);
        var isSame = stored.Count == known.Count && stored.All(key => known.ContainsKey(key.KeyId));
        Volatile.Write(ref _ring, new Ring(stored, isSame ? Known : [.. stored.Select(key => known.GetValueOrDefault(key.KeyId) ?? Open(key))]));
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {KeyId} of generation {Generation} is the next that signs access tokens")]
    private partial void LogCreated(string keyId, int generation);

    /// <param name="Keys">Those of <paramref name="Stored"/>, opened.</param>
    private sealed record Ring(IReadOnlyList<SigningKey> Stored, IReadOnlyList<ECDsaSecurityKey> Keys);
}
