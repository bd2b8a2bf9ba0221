using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Monolith.Identity.Application;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>Where browsers go on after a provider: always inside this application.</summary>
internal static class ExternalReturn
{
    public const string SignInPage = "/sign-in";
    public const string SecurityPage = "/security";

    public static RedirectHttpResult To(string returnUrl) => TypedResults.LocalRedirect(returnUrl);

    /// <summary>The page leads on, when its person wants to.</summary>
    public static RedirectHttpResult ToSignIn(string returnUrl) => TypedResults.LocalRedirect(SignInAndReturnTo(returnUrl));

    /// <summary>The page asks for it. Like a mailed link's, the token is in the fragment, which no server and no log sees.</summary>
    public static RedirectHttpResult ToSecondFactor(SecondFactorNeeded needed, string returnUrl) =>
        TypedResults.LocalRedirect(
            $"{SignInAndReturnTo(returnUrl)}#token={needed.Token}&methods={string.Join(',', needed.Methods)}");

    /// <summary>The page explains the code, and leads on to where the person wanted to be.</summary>
    public static RedirectHttpResult Failed(string page, string provider, Error error, string? returnUrl = null) =>
        TypedResults.LocalRedirect(QueryHelpers.AddQueryString(
            page, new Dictionary<string, string?> { ["error"] = error.Code, ["provider"] = provider, ["returnTo"] = returnUrl }));

    private static string SignInAndReturnTo(string returnUrl) => QueryHelpers.AddQueryString(SignInPage, "returnTo", returnUrl);
}
