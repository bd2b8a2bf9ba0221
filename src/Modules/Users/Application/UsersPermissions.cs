namespace Monolith.Users.Application;

public static class UsersPermissions
{
    public const string Read = "users.read";
}
