using Marten;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Idempotency;

public static class IdempotencySetup
{
    /// <summary>First answers for the handlers of all modules, in a schema of their own.</summary>
    public static IServiceCollection AddFirstAnswers(this IServiceCollection services)
    {
        services.AddScoped<IFirstAnswers, FirstAnswers>();
        services.AddHostedService<FirstAnswerSweep>();
        services.ConfigureMarten(options =>
            options.Schema.For<FirstAnswer>().DatabaseSchemaName("requests").Duplicate(answer => answer.ExpiresAt));
        return services;
    }
}
