using System.Security.Cryptography;
using System.Text;

namespace Monolith.Identity.Domain;

/// <summary>The one use of a thing that works once.</summary>
/// <param name="Kind">What sort of thing it is; keys of different kinds never collide.</param>
/// <param name="Key">Which one. Only its hash is stored.</param>
/// <param name="Until">From then on the thing is refused for its age, and nobody needs to remember that it was used.</param>
public sealed record OneTimeUse(string Kind, string Key, DateTimeOffset Until)
{
    /// <summary>The same for every use of the same thing: SHA-256 in hexadecimal.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\0{Key}")));

    /// <summary>Never the key: this may end in a log.</summary>
    public override string ToString() => $"{nameof(OneTimeUse)} {Kind}";
}

/// <summary>
/// The one way in which anything that works once is used up: whoever stores its use first had it. The use is part of the transaction
/// of whatever it pays for, so that neither happens without the other, on any number of nodes.
/// </summary>
public interface IOneTimeUses
{
    Task<bool> IsUsedAsync(OneTimeUse use, CancellationToken cancellationToken);

    /// <summary>Refused at commit when somebody else came first; the handler runs again then and finds the thing used.</summary>
    void Use(OneTimeUse use);
}
