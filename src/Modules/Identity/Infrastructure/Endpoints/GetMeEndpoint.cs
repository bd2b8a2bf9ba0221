using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="SecondFactorNeeded">A role grants nothing until this session has shown a second factor.</param>
internal sealed record MeResponse(
    Guid Id,
    string Email,
    string DisplayName,
    bool EmailVerified,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Permissions,
    bool SecondFactorNeeded,
    Credentials Credentials);

internal static class GetMeEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/me", HandleAsync)
            .WithName("getMe")
            .WithSummary("Get the own account")
            .WithDescription("With an API token, the permissions are those that the token may use.")
            .RequireScope(OwnScopes.ProfileRead)
            .RequireSignIn()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 403, 429);

    private static async Task<Results<Ok<MeResponse>, ProblemHttpResult>> HandleAsync(
        ICurrentUser user, IAccountQueries accounts, RoleTable roles, CancellationToken cancellationToken) =>
        await accounts.FindAsync(user.Id, cancellationToken) is { } account
            ? TypedResults.Ok(new MeResponse(
                account.Id,
                account.Email,
                account.DisplayName,
                account.EmailVerified,
                account.Roles,
                [.. (await user.PermissionsAsync()).Order(StringComparer.Ordinal)],
                !user.HasShownSecondFactor && await roles.RequireSecondFactorAsync(account.Roles),
                account.Credentials))
            : IdentityErrors.AccountGone.ToProblem();
}
