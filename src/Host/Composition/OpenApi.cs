using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Host.Composition;

internal static class OpenApi
{
    private const string Bearer = "bearer";

    private const string BearerTokens =
        "The access token of a session (POST /api/v1/auth/login), or a personal access token ('mlp_...', POST /api/v1/auth/tokens). "
        + "An operation that names a scope accepts personal access tokens with this scope, as far as their owner has the permission; "
        + "one that names none is for sessions only and refuses them with 403 identity.session_required.";

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
                    [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = BearerTokens },
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(RequireBearer);
            options.AddSchemaTransformer(DescribeIdempotencyKey);
            options.AddSchemaTransformer(LeaveOutTypeNames);
        });

    public static void MapApiDocument(this WebApplication app) =>
        app.MapOpenApi().AllowAnonymous().AcceptApiTokens().RequireRateLimit(RateLimits.Machines).ProducesProblems(StatusCodes.Status429TooManyRequests);

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
        if (metadata.OfType<IAllowAnonymous>().Any())
            return Task.CompletedTask;
        List<string> scopes = [.. metadata.OfType<ApiTokenAccess>().Select(access => access.Scope).OfType<string>()];
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = scopes }];
        DescribeRefusal(operation);
        return Task.CompletedTask;
    }

    /// <summary>To the framework, what parses itself from a header is an object.</summary>
    private static Task DescribeIdempotencyKey(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(IdempotencyKey))
            (schema.Type, schema.MinLength, schema.MaxLength) = (JsonSchemaType.String, IdempotencyKey.MinLength, IdempotencyKey.MaxLength);
        return Task.CompletedTask;
    }

    /// <summary>An answer of several shapes is told by its fields: none of them carries the name of its type.</summary>
    private static Task LeaveOutTypeNames(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Discriminator?.Mapping is not { Count: > 0 })
            schema.Discriminator = null;
        return Task.CompletedTask;
    }

    /// <summary>Whatever asks who calls may refuse an API token.</summary>
    private static void DescribeRefusal(OpenApiOperation operation)
    {
        if (operation.Responses?.TryGetValue("401", out var unknown) == true)
            operation.Responses.TryAdd("403", new OpenApiResponse { Description = "Forbidden", Content = unknown.Content });
    }
}
