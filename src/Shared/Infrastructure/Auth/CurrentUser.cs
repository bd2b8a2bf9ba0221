using Microsoft.AspNetCore.Http;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Auth;

internal sealed class CurrentUser(IHttpContextAccessor accessor, IRolePermissions permissions) : ICurrentUser
{
    public Guid Id => Required(TokenClaims.Subject);

    public Guid SessionId => Required(TokenClaims.Session);

    public IReadOnlyList<string> Roles =>
        accessor.HttpContext?.User.FindAll(TokenClaims.Roles).Select(claim => claim.Value).ToArray() ?? [];

    public bool Has(string permission) => permissions.Granted(Roles).Contains(permission);

    private Guid Required(string claim) =>
        Guid.TryParse(accessor.HttpContext?.User.FindFirst(claim)?.Value, out var id)
            ? id
            : throw new InvalidOperationException($"The request carries no '{claim}' claim; the endpoint must require a signed-in user.");
}
