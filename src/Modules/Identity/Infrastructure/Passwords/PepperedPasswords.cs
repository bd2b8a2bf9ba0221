using System.Diagnostics.Metrics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Infrastructure.Secrets;

namespace Monolith.Identity.Infrastructure.Passwords;

/// <summary>
/// Passwords as <c>p1:</c> and the hash of base64(HMAC-SHA-384(pepper, password)): 64 characters, so that the 72 bytes that bcrypt
/// reads never cut one, and useless to whoever has the database but not the pepper. The prefix names the pepper's version; after a sign-in
/// under a former one, or with a <see cref="ForeignHash"/>, the hash is made anew.
/// </summary>
internal sealed class PepperedPasswords : IPasswords, IDisposable
{
    private readonly Peppers _peppers;
    private readonly string _prefix;
    private readonly int _cost;
    private readonly string _decoy;
    private readonly HashingQueue _queue;

    public PepperedPasswords(IOptions<IdentityOptions> options, Peppers peppers, IMeterFactory meters, TimeProvider clock)
    {
        var settings = options.Value.Passwords;
        _peppers = peppers;
        _prefix = string.Create(CultureInfo.InvariantCulture, $"p{peppers.CurrentVersion}:");
        _cost = options.Value.Bcrypt.Cost;
        _decoy = _prefix + (Bcrypt.IsAvailable ? Bcrypt.Decoy(_cost) : Pbkdf2.Decoy());
        _queue = new(
            settings.Threads == 0 ? Environment.ProcessorCount : settings.Threads, settings.LongestWait, clock, meters.Create("Monolith.Identity"));
    }

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        ComputeAsync(
            _peppers.Current, password, phrase => _prefix + (Bcrypt.IsAvailable ? Bcrypt.Hash(phrase, _cost) : Pbkdf2.Hash(phrase)), cancellationToken);

    public async Task<bool> VerifyAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        if (IsForeign(hash))
            return await _queue.RunAsync(() => ForeignHash.Verify(hash![ForeignHash.Prefix.Length..], password), cancellationToken);
        var (pepper, inner) = Parse(hash ?? _decoy);
        var matches = await ComputeAsync(pepper, password, phrase => Verify(phrase, inner), cancellationToken);
        return hash is not null && matches;
    }

    public bool IsOutdated(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        if (IsForeign(hash))
            return !_queue.IsBusy;
        var (_, inner) = Parse(hash);
        var costsLess = inner.StartsWith(Pbkdf2.Prefix, StringComparison.Ordinal)
            ? Bcrypt.IsAvailable || Pbkdf2.IsOutdated(inner)
            : Bcrypt.CostOf(inner) < _cost;
        return (costsLess || !hash.StartsWith(_prefix, StringComparison.Ordinal)) && !_queue.IsBusy;
    }

    public void Dispose() => _queue.Dispose();

    private static bool IsForeign(string? hash) => hash?.StartsWith(ForeignHash.Prefix, StringComparison.Ordinal) == true;

    private (byte[] Pepper, string Hash) Parse(string stored)
    {
        var end = stored.IndexOf(':', StringComparison.Ordinal);
        return end > 1
            && int.TryParse(stored.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && _peppers.Find(version) is { } pepper
                ? (pepper, stored[(end + 1)..])
                : throw new CryptographicException(
                    "A stored password hash names a pepper that this installation does not have: set Identity:Passwords:FormerPeppers.");
    }

    private static bool Verify(byte[] phrase, string hash)
    {
        if (hash.StartsWith(Pbkdf2.Prefix, StringComparison.Ordinal))
            return Pbkdf2.Verify(phrase, hash);
        return Bcrypt.IsAvailable
            ? Bcrypt.Verify(phrase, hash)
            : throw new CryptographicException("The stored password hash is bcrypt, and this system has no libcrypt.so.1 that could try it.");
    }

    private Task<T> ComputeAsync<T>(byte[] pepper, string password, Func<byte[], T> compute, CancellationToken cancellationToken)
    {
        var phrase = Encoding.ASCII.GetBytes(Convert.ToBase64String(HMACSHA384.HashData(pepper, Encoding.UTF8.GetBytes(password))));
        return _queue.RunAsync(() => compute(phrase), cancellationToken);
    }
}
