namespace Monolith.Users.Infrastructure;

internal static class UsersCache
{
    /// <summary>Of every cached answer that shows people.</summary>
    public const string Tag = "users";
}
