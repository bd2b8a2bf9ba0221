using System.Security.Claims;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Auth;

internal sealed class CurrentUser(IRolePermissions permissions) : ICurrentUser
{
    private static readonly AsyncLocal<ClaimsPrincipal?> Ambient = new();

    /// <summary>The account's id as the token has it; null for a stranger.</summary>
    internal static string? Subject => Ambient.Value?.Subject();

    public Guid Id => Required(TokenClaims.Subject);

    public Guid SessionId => Required(TokenClaims.Session);

    public IReadOnlyList<string> Roles => Ambient.Value?.Roles() ?? [];

    public ValueTask<IReadOnlySet<string>> PermissionsAsync() =>
        Ambient.Value is { } caller ? permissions.GrantedToAsync(caller) : permissions.GrantedAsync([], withSecondFactor: false);

    public bool HasShownSecondFactor => Ambient.Value?.HasShownSecondFactor() == true;

    public bool MayUse(string scope) => Ambient.Value?.MayUse(scope) == true;

    internal static void Begin(ClaimsPrincipal user) => Ambient.Value = user;

    private static Guid Required(string claim) =>
        Guid.TryParse(Ambient.Value?.FindFirst(claim)?.Value, out var id)
            ? id
            : throw new InvalidOperationException($"The request carries no '{claim}' claim; the endpoint must require a signed-in user.");
}
