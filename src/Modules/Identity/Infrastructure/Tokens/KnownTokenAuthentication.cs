using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>
/// Stands before the framework's service, which makes a handler for every request: whoever sends nothing is nobody, a token that was
/// valid a moment ago is known, and only the rest is checked: an access token by the framework, a personal one by its entry in the database.
/// </summary>
internal sealed class KnownTokenAuthentication(KnownTokens known, PersonalTokens personal, TokenStandings standings, TimeProvider clock)
    : IAuthenticationService
{
    /// <summary>The key under which the framework's service is registered.</summary>
    internal const string Framework = "framework";

    private static readonly Task<AuthenticateResult> Nobody = Task.FromResult(AuthenticateResult.NoResult());

    public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
    {
        if (scheme is not (null or JwtBearerDefaults.AuthenticationScheme))
            return Service(context).AuthenticateAsync(context, scheme);
        return context.Request.Headers.Authorization switch
        {
            [] => Nobody,
            [{ } credentials] => known.TryFind(credentials, out var result) ? result : CheckAsync(context, scheme, credentials),
            _ => Service(context).AuthenticateAsync(context, scheme),
        };
    }

    public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        PersonalTokens.IsIn(context.Request.Headers.Authorization)
            ? PersonalTokens.ChallengeAsync(context.Response)
            : Service(context).ChallengeAsync(context, scheme, properties);

    public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        Service(context).ForbidAsync(context, scheme, properties);

    public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) =>
        Service(context).SignInAsync(context, scheme, principal, properties);

    public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        Service(context).SignOutAsync(context, scheme, properties);

    private static IAuthenticationService Service(HttpContext context) =>
        context.RequestServices.GetRequiredKeyedService<IAuthenticationService>(Framework);

    private Task<AuthenticateResult> CheckAsync(HttpContext context, string? scheme, string credentials) =>
        PersonalTokens.IsIn(credentials) ? CheckPersonalAsync(credentials) : CheckAccessAsync(context, scheme, credentials);

    private async Task<AuthenticateResult> CheckPersonalAsync(string credentials)
    {
        var answer = new RecentAnswer<AuthenticateResult>(() => personal.AuthenticateAsync(credentials, CancellationToken.None));
        var result = await answer.GetAsync(clock.GetUtcNow());
        if (result.Succeeded)
            known.Remember(credentials, result.Properties.ExpiresUtc, answer.GetAsync);
        return result;
    }

    private async Task<AuthenticateResult> CheckAccessAsync(HttpContext context, string? scheme, string credentials)
    {
        var result = await Service(context).AuthenticateAsync(context, scheme);
        if (result.Succeeded && TokenSession.Of(result.Principal) is { } token)
            known.Remember(credentials, result.Properties.ExpiresUtc, TokenSession.WhileGood(result, standings.Of(token)));
        return result;
    }
}
