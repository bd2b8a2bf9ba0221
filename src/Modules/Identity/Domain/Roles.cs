using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Monolith.Identity.Domain;

/// <summary>The names of roles: those that every installation has, and what another may be called.</summary>
public static partial class Roles
{
    /// <summary>Runs the installation: grants everything, always.</summary>
    public const string Admin = "admin";

    /// <summary>Watches and runs the installation.</summary>
    public const string Operator = "operator";

    /// <summary>Everybody who registers: nothing but their own things.</summary>
    public const string Member = "member";

    public const int MaxNameLength = 40;

    /// <summary>Of the installation, and so of one account.</summary>
    public const int MaxRoles = 100;

    public static FrozenSet<string> BuiltIn { get; } = [Admin, Operator, Member];

    public static bool IsName(string? text) => text?.Length is > 0 and <= MaxNameLength && Name().IsMatch(text);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
