using Monolith.Shared.Kernel;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Ports;

/// <summary>Which people a list is about; made by <see cref="Create"/>, so that no query sees a bad one.</summary>
public sealed record UserFilter
{
    public const int MaxSearchLength = 100;

    private UserFilter(string? search, UserStatus? status) => (Search, Status) = (search, status);

    /// <summary>A part of a name or an address, in any case; null for everybody.</summary>
    public string? Search { get; }

    /// <summary>Null for everybody who is not deleted.</summary>
    public UserStatus? Status { get; }

    /// <param name="q">See <see cref="Search"/>; blank is none.</param>
    /// <param name="status">A status by its camelCase name.</param>
    public static Result<UserFilter> Create(string? q, string? status)
    {
        var search = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        if (search is { Length: > MaxSearchLength } || search?.Any(char.IsControl) == true)
            return Invalid("q", $"Must have at most {MaxSearchLength} characters on one line.");
        if (string.IsNullOrEmpty(status))
            return new UserFilter(search, null);
        foreach (var known in Enum.GetValues<UserStatus>())
        {
            if (known.Name() == status)
                return new UserFilter(search, known);
        }

        return Invalid("status", $"Must be one of {string.Join(", ", Enum.GetValues<UserStatus>().Select(known => known.Name()))}.");
    }

    private static Error Invalid(string field, string rule) => new("request.invalid", rule, ErrorKind.Invalid, field);
}
