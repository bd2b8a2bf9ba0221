using Monolith.Shared.Application;

namespace Monolith.Users.Application;

public static class UsersPermissions
{
    public const string Read = "users.read";
    public const string Write = "users.write";
    public const string Delete = "users.delete";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(Read, "See everybody in the directory, live."),
        new(Write, "Invite people, change their profiles, suspend and reactivate them."),
        new(Delete, "Delete people, and erase what is held about them."),
    ];
}
