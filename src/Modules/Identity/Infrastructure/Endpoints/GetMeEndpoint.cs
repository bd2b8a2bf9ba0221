using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal sealed record MeResponse(
    Guid Id, string Email, string DisplayName, bool EmailVerified, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions);

internal static class GetMeEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/me", HandleAsync)
            .WithName("getMe")
            .WithSummary("Get the own account")
            .RequireAuthorization()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 429);

    private static async Task<Results<Ok<MeResponse>, ProblemHttpResult>> HandleAsync(
        ICurrentUser user, IAccountQueries accounts, SignInAnswer answer, CancellationToken cancellationToken) =>
        await accounts.FindAsync(user.Id, cancellationToken) is { } account
            ? TypedResults.Ok(new MeResponse(
                account.Id, account.Email, account.DisplayName, account.EmailVerified, account.Roles, answer.PermissionsOf(account.Roles)))
            : IdentityErrors.AccountGone.ToProblem();
}
