namespace Monolith.Identity.Domain;

/// <summary>What an account is good for, whatever its credentials are. The numbers are stored: never renumber.</summary>
public enum Standing
{
    Good = 0,

    /// <summary>Kept out for a while.</summary>
    Suspended = 1,

    /// <summary>Kept out, and restorable.</summary>
    Deleted = 2,

    /// <summary>Nobody's any more: nothing is left of it but the id.</summary>
    Erased = 3,
}
