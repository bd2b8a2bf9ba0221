namespace Monolith.Identity.Application.Ports;

/// <summary>Hashes that others have made of passwords: bcrypt, and version 3 of ASP.NET Core Identity.</summary>
public interface IForeignHashes
{
    /// <returns>Null when the hash is of neither kind, or would take longer to try than is reasonable.</returns>
    string? Seal(string hash);

    /// <returns>The hash in the form in which <see cref="IPasswords"/> tries it.</returns>
    string Open(string sealedHash);
}
