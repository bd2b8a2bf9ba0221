using Monolith.Shared.Infrastructure.Correlation;
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
        app.UseMiddleware<RequestLog>();
        app.UseProblems();
        app.UseSecurityHeaders();
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseRouting();
        // What no endpoint answers may be a page or a file.
        app.UseWhen(
            static context => context.GetEndpoint() is null,
            pages =>
            {
                pages.UseApiPage();
                pages.UseSpa(app.Environment);
            });
        app.UseCors();
        app.Use(AnswerWhatMatchesNoRoute);
        app.UseAuthentication();
        // After authentication, so that people behind one address are counted one by one.
        app.UseRateLimits();
        app.UseAuthorization();
        app.UseResponseCompression();
        app.MapDevelopmentMailbox();
    }

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
