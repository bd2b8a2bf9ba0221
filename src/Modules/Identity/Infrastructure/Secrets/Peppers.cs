using System.Globalization;
using Microsoft.Extensions.Options;

namespace Monolith.Identity.Infrastructure.Secrets;

/// <summary>The operator's peppers by their versions: the current one for all that is hashed now, former ones to try what was hashed before.</summary>
internal sealed class Peppers(IOptions<IdentityOptions> options)
{
    private readonly Dictionary<int, byte[]> _peppers = options.Value.Passwords.FormerPeppers
        .ToDictionary(former => int.Parse(former.Key, CultureInfo.InvariantCulture), former => Convert.FromBase64String(former.Value))
        .Append(new(options.Value.Passwords.PepperVersion, Convert.FromBase64String(options.Value.Passwords.Pepper)))
        .ToDictionary();

    public int CurrentVersion { get; } = options.Value.Passwords.PepperVersion;

    public byte[] Current => _peppers[CurrentVersion];

    public IEnumerable<byte[]> All => _peppers.Values;

    /// <returns>Null for a version that this installation does not have.</returns>
    public byte[]? Find(int version) => _peppers.GetValueOrDefault(version);
}
