using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

/// <summary>
/// The one row that every change of roles, and of who has them, writes by its revision, so that such changes happen one after the other on
/// all nodes: the last administrator cannot go twice, and nobody gets a role that is just being deleted.
/// </summary>
public sealed class RoleRegister
{
    public static readonly Guid FixedId = new("00000000-0000-7000-8000-000000000002");

    [JsonConstructor]
    private RoleRegister()
    {
    }

    /// <param name="firstAdministrator">Who is the only one before anybody else is made one; null before there is any.</param>
    public RoleRegister(Guid? firstAdministrator) =>
        (Id, Administrators) = (FixedId, firstAdministrator is { } account ? [account] : []);

    [JsonInclude]
    public Guid Id { get; private set; }

    /// <summary>The accounts that have <see cref="Roles.Admin"/> and are not barred.</summary>
    [JsonInclude]
    public IReadOnlyList<Guid> Administrators { get; private set; } = [];

    /// <summary>The document's revision; 0 until it is stored for the first time.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

    /// <summary>Notes whether the account administers from now on.</summary>
    /// <returns>False when it is the last one that does, and has to stay.</returns>
    public bool TryNote(Guid accountId, bool isAdministrator)
    {
        Guid[] others = [.. Administrators.Where(known => known != accountId)];
        if (!isAdministrator && others.Length == 0 && Administrators.Count > 0)
            return false;
        Administrators = isAdministrator ? [.. others, accountId] : others;
        return true;
    }
}
