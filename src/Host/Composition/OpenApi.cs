using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Host.Composition;

internal static class OpenApi
{
    private const string Bearer = "bearer";

    /// <summary>The contract at <c>/openapi/v1.json</c>, a page to try it at <c>/docs</c>.</summary>
    public static void AddApiDocument(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "Monolith", Version = "v1", Description = "Identity, users, monitoring, live updates." };
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
                {
                    [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(RequireBearer);
        });

    public static void MapApiDocument(this WebApplication app) =>
        app.MapOpenApi().AllowAnonymous().RequireRateLimit(RateLimits.Machines).ProducesProblems(StatusCodes.Status429TooManyRequests);

    public static void UseApiPage(this IApplicationBuilder app) =>
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.DocumentTitle = "Monolith API";
            ui.SwaggerEndpoint("/openapi/v1.json", "v1");
        });

    private static Task RequireBearer(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (!metadata.OfType<IAllowAnonymous>().Any())
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        return Task.CompletedTask;
    }
}
