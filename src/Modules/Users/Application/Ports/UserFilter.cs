using Monolith.Shared.Kernel;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Ports;

/// <summary>Which people a list is about; made by <see cref="Create"/>, so that no query sees a bad one. Null leaves a field out.</summary>
public sealed record UserFilter
{
    public const int MaxSearchLength = 100;

    private const int MaxRoleLength = 64;

    private UserFilter()
    {
    }

    /// <summary>
    /// A part of a name or an address, in any case, or the beginning of a word when it has fewer than three characters. Where nobody has it,
    /// whoever has something like it.
    /// </summary>
    public string? Search { get; private init; }

    /// <summary>Null for everybody who is not deleted.</summary>
    public UserStatus? Status { get; private init; }

    /// <summary>Only who has this role.</summary>
    public string? Role { get; private init; }

    /// <summary>Only who is in the directory since this time or later.</summary>
    public DateTimeOffset? CreatedFrom { get; private init; }

    /// <summary>Only who is in the directory since this time or earlier.</summary>
    public DateTimeOffset? CreatedTo { get; private init; }

    /// <param name="q">See <see cref="Search"/>; blank is none.</param>
    /// <param name="status">A status by its camelCase name.</param>
    /// <param name="role">The name of a role, whether or not there is one.</param>
    /// <param name="createdFrom">See <see cref="CreatedFrom"/>.</param>
    /// <param name="createdTo">Not earlier than <paramref name="createdFrom"/>.</param>
    public static Result<UserFilter> Create(
        string? q, string? status, string? role = null, DateTimeOffset? createdFrom = null, DateTimeOffset? createdTo = null)
    {
        var search = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        var broken = BrokenText("q", search, MaxSearchLength) ?? BrokenText("role", role, MaxRoleLength);
        if (broken is not null)
            return broken;
        if (createdFrom > createdTo)
            return Invalid("createdFrom", "Must not be later than 'createdTo'.");
        if (!TryReadStatus(status, out var known))
            return Invalid("status", $"Must be one of {string.Join(", ", UserStatusNames.Shown.Select(one => one.Name()))}.");
        return new UserFilter
        {
            Search = search,
            Status = known,
            Role = string.IsNullOrEmpty(role) ? null : role,
            CreatedFrom = createdFrom?.ToUniversalTime(),
            CreatedTo = createdTo?.ToUniversalTime(),
        };
    }

    private static bool TryReadStatus(string? name, out UserStatus? status)
    {
        status = UserStatusNames.Shown.Cast<UserStatus?>().FirstOrDefault(known => known!.Value.Name() == name);
        return status is not null || string.IsNullOrEmpty(name);
    }

    private static Error? BrokenText(string field, string? text, int maxLength) =>
        text is { } && (text.Length > maxLength || text.Any(char.IsControl))
            ? Invalid(field, $"Must have at most {maxLength} characters on one line.")
            : null;

    private static Error Invalid(string field, string rule) => new("request.invalid", rule, ErrorKind.Invalid, field);
}
