using System.Text;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Infrastructure.Passwords;

namespace Monolith.Identity.Infrastructure.Secrets;

internal sealed class ForeignHashes(InstallationSeal seal) : IForeignHashes
{
    private const string Sealed = "sealed:";
    private const string Plain = "plain:";
    private const string Name = "password brought along";

    public string? Seal(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        if (!ForeignHash.IsKnown(hash))
            return null;
        return seal.HasKey ? Sealed + Convert.ToBase64String(seal.Seal(Encoding.ASCII.GetBytes(hash), Name)) : Plain + hash;
    }

    public string Open(string sealedHash)
    {
        ArgumentNullException.ThrowIfNull(sealedHash);
        return ForeignHash.Prefix + (sealedHash.StartsWith(Plain, StringComparison.Ordinal)
            ? sealedHash[Plain.Length..]
            : Encoding.ASCII.GetString(seal.Open(Convert.FromBase64String(sealedHash[Sealed.Length..]), Name)));
    }
}
