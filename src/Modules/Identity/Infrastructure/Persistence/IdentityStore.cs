using Marten;
using Marten.Schema;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

internal static class IdentityStore
{
    internal const string Schema = "identity";

    /// <summary>The documents of this module. Lookups and expiry go by columns of their own.</summary>
    public static void AddIdentityStore(this IServiceCollection services)
    {
        services.AddScoped<IAccountRepository, AccountRepository>();
        services.AddScoped<ISessionRepository, SessionRepository>();
        services.AddScoped<IOneTimeLinkRepository, OneTimeLinkRepository>();
        services.AddScoped<IFirstAdministratorRepository, FirstAdministratorRepository>();
        services.AddScoped<IAccountQueries, AccountQueries>();
        services.AddScoped<ISessionQueries, SessionQueries>();
        services.AddSingleton<SigningKeyStore>();
        services.AddHostedService<ExpirySweep>();
        services.ConfigureMarten(Configure);
    }

    private static void Configure(StoreOptions options)
    {
        options.Schema.For<Account>()
            .DatabaseSchemaName(Schema)
            .UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(account => account.Version))
            .UniqueIndex(UniqueIndexType.DuplicatedField, account => account.NormalizedEmail);
        options.Schema.For<Session>()
            .DatabaseSchemaName(Schema)
            .UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(session => session.Version))
            .Duplicate(session => session.AccountId)
            .Duplicate(session => session.ExpiresAt);
        options.Schema.For<OneTimeLink>()
            .DatabaseSchemaName(Schema)
            .UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(link => link.Version))
            .Duplicate(link => link.ExpiresAt);
        options.Schema.For<SigningKey>().DatabaseSchemaName(Schema);
        options.Schema.For<FirstAdministrator>().DatabaseSchemaName(Schema);
    }
}
