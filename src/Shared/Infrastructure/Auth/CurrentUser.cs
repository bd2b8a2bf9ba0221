using System.Security.Claims;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Auth;

internal sealed class CurrentUser(IRolePermissions permissions) : ICurrentUser
{
    private static readonly AsyncLocal<ClaimsPrincipal?> Ambient = new();

    /// <summary>The account's id as the token has it; null for a stranger.</summary>
    internal static string? Subject => Ambient.Value?.FindFirst(TokenClaims.Subject)?.Value;

    public Guid Id => Required(TokenClaims.Subject);

    public Guid SessionId => Required(TokenClaims.Session);

    public IReadOnlyList<string> Roles =>
        Ambient.Value?.FindAll(TokenClaims.Roles).Select(claim => claim.Value).ToArray() ?? [];

    public bool Has(string permission) => permissions.Granted(Roles).Contains(permission);

    internal static void Begin(ClaimsPrincipal user) => Ambient.Value = user;

    private static Guid Required(string claim) =>
        Guid.TryParse(Ambient.Value?.FindFirst(claim)?.Value, out var id)
            ? id
            : throw new InvalidOperationException($"The request carries no '{claim}' claim; the endpoint must require a signed-in user.");
}
