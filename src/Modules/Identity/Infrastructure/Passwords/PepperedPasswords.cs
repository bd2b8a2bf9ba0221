using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Infrastructure.Passwords;

/// <summary>
/// Passwords as <c>p1:</c> and the hash of base64(HMAC-SHA-384(pepper, password)): 64 characters, so that the 72 bytes that bcrypt
/// reads never cut one, and useless to whoever has the database but not the pepper. The prefix names the pepper's version.
/// </summary>
internal sealed class PepperedPasswords : IPasswords, IDisposable
{
    private const string Version = "p1:";

    private readonly byte[] _pepper;
    private readonly int _cost;
    private readonly string _decoy;
    private readonly HashingQueue _queue;

    public PepperedPasswords(IOptions<IdentityOptions> options, IMeterFactory meters, TimeProvider clock)
    {
        var settings = options.Value.Passwords;
        _pepper = Convert.FromBase64String(settings.Pepper);
        _cost = options.Value.Bcrypt.Cost;
        _decoy = Version + (Bcrypt.IsAvailable ? Bcrypt.Decoy(_cost) : Pbkdf2.Decoy());
        _queue = new(
            settings.Threads == 0 ? Environment.ProcessorCount : settings.Threads, settings.LongestWait, clock, meters.Create("Monolith.Identity"));
    }

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        ComputeAsync(password, phrase => Version + (Bcrypt.IsAvailable ? Bcrypt.Hash(phrase, _cost) : Pbkdf2.Hash(phrase)), cancellationToken);

    public async Task<bool> VerifyAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        var matches = await ComputeAsync(password, phrase => Verify(phrase, hash ?? _decoy), cancellationToken);
        return hash is not null && matches;
    }

    public bool IsOutdated(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        var inner = hash[Version.Length..];
        var costsLess = inner.StartsWith(Pbkdf2.Prefix, StringComparison.Ordinal)
            ? Bcrypt.IsAvailable || Pbkdf2.IsOutdated(inner)
            : Bcrypt.CostOf(inner) < _cost;
        return costsLess && !_queue.IsBusy;
    }

    public void Dispose() => _queue.Dispose();

    private static bool Verify(byte[] phrase, string stored)
    {
        if (!stored.StartsWith(Version, StringComparison.Ordinal))
            throw new CryptographicException("The stored password hash names a pepper that this installation does not have.");
        var hash = stored[Version.Length..];
        if (hash.StartsWith(Pbkdf2.Prefix, StringComparison.Ordinal))
            return Pbkdf2.Verify(phrase, hash);
        return Bcrypt.IsAvailable
            ? Bcrypt.Verify(phrase, hash)
            : throw new CryptographicException("The stored password hash is bcrypt, and this system has no libcrypt.so.1 that could try it.");
    }

    private Task<T> ComputeAsync<T>(string password, Func<byte[], T> compute, CancellationToken cancellationToken)
    {
        var phrase = Encoding.ASCII.GetBytes(Convert.ToBase64String(HMACSHA384.HashData(_pepper, Encoding.UTF8.GetBytes(password))));
        return _queue.RunAsync(() => compute(phrase), cancellationToken);
    }
}
