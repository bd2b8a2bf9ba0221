namespace Monolith.Identity.Contracts;

/// <summary>What an account is good for. The numbers are stored with messages: never renumber.</summary>
public enum AccountStanding
{
    /// <summary>Whoever has its credentials gets in.</summary>
    Good = 0,

    /// <summary>Nobody gets in for a while.</summary>
    Suspended = 1,

    /// <summary>Nobody gets in; it can be restored.</summary>
    Deleted = 2,
}
