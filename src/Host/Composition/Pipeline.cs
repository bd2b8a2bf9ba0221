using Microsoft.AspNetCore.Authorization;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Correlation;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Mail;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Host.Composition;

/// <summary>Everything a request passes before its endpoint, in this order.</summary>
internal static class Pipeline
{
    public static void UsePipeline(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseCorrelation();
        app.UseRequestObservers();
        app.UseProblems();
        app.UseSecurityHeaders(app.Environment);
        app.UseHttpsOnly();
        app.UseRouting();
        // What no endpoint answers may be a page or a file.
        app.UseWhen(
            static context => context.GetEndpoint() is null,
            pages =>
            {
                pages.UsePageHeaders();
                pages.UseApiPage();
                pages.UseSpa(app.Environment);
            });
        app.UseWhen(static context => context.Request.Headers.Origin.Count > 0, static crossing => crossing.UseCors());
        app.Use(AnswerWhatMatchesNoRoute);
        app.UseIdentity();
        app.UseResponseCompression();
        // Behind the permissions, which are looked at for each request.
        app.UseOutputCache();
        app.UseMessageCorrelation();
        if (app.Environment.IsDevelopment())
            app.UseWhen(static context => context.Request.Path.StartsWithSegments("/dev/mail", StringComparison.OrdinalIgnoreCase), static mailbox => mailbox.UsePageHeaders());
        app.MapDevelopmentMailbox();
    }

    /// <summary>Passed over where the endpoint is for anybody and the request does not say who sends it.</summary>
    private static void UseIdentity(this WebApplication app)
    {
        // The builder would add to every request what it does not find outside a branch.
        IApplicationBuilder builder = app;
        builder.Properties["__AuthenticationMiddlewareSet"] = builder.Properties["__AuthorizationMiddlewareSet"] = true;

        app.UseWhen(MattersWhoAsks, static asked => asked.UseAuthentication().UseCurrentUser());
        // After authentication, so that people behind one address are counted one by one.
        app.UseRateLimits();
        app.UseWhen(MattersWhoAsks, static asked => asked.UseApiTokenGate().UseAuthorization());
    }

    private static bool MattersWhoAsks(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0 || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null;

    /// <summary>404, or routing's own 405 and 415: not for authorization to answer, which denies what it does not know.</summary>
    private static Task AnswerWhatMatchesNoRoute(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint)
            return next(context);
        if (context.GetEndpoint()?.RequestDelegate is { } answer)
            return answer(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
