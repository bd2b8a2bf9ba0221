namespace Monolith.Shared.Application;

/// <summary>
/// Passwords that people bring along from where they were before, as the hashes that were kept there. Identity owns them: nobody else opens
/// what is sealed.
/// </summary>
public interface IBroughtPasswords
{
    /// <returns>The hash as it may be stored until its account is made; null when it is of no kind that is known, or dearer to try than those here.</returns>
    string? Seal(string hash);

    /// <summary>
    /// Part of the handler's transaction: the account of this id, which is to be made as a prepared one, is made with this password, and its
    /// address is taken for confirmed.
    /// </summary>
    void Keep(Guid accountId, string sealedHash);
}
