using Marten;
using Marten.Schema;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Infrastructure.Persistence;

internal static class IdentityStore
{
    internal const string Schema = "identity";

    /// <summary>The documents of this module. Lookups and expiry go by columns of their own.</summary>
    public static void AddIdentityStore(this IServiceCollection services)
    {
        services.AddSingleton<AccountAddresses>();
        services.AddScoped<IAccountRepository, AccountRepository>();
        services.AddScoped<IAccountBelongings, AccountBelongings>();
        services.AddScoped<ISessionRepository, SessionRepository>();
        services.AddScoped<IOneTimeTicketRepository, OneTimeTicketRepository>();
        services.AddScoped<IOneTimeUses, OneTimeUses>();
        services.AddScoped<IExternalLoginRepository, ExternalLoginRepository>();
        services.AddScoped<IExternalLoginQueries, ExternalLoginQueries>();
        services.AddScoped<IPasskeyRepository, PasskeyRepository>();
        services.AddScoped<IPasskeyQueries, PasskeyQueries>();
        services.AddScoped<IPersonalAccessTokenRepository, PersonalAccessTokenRepository>();
        services.AddScoped<IFirstAdministratorRepository, FirstAdministratorRepository>();
        services.AddScoped<IRoleRepository, RoleRepository>();
        services.AddScoped<IBroughtPasswords, BroughtPasswords>();
        services.AddScoped<IPreparedAccounts, BroughtPasswords>();
        services.AddScoped<IAccountQueries, AccountQueries>();
        services.AddScoped<IRoleQueries, RoleQueries>();
        services.AddScoped<ISessionQueries, SessionQueries>();
        services.AddScoped<IPersonalAccessTokenQueries, PersonalAccessTokenQueries>();
        services.AddScoped<IPersonalData, IdentityPersonalData>();
        services.AddSingleton<SigningKeyStore>();
        services.AddSingleton<TokenUses>();
        services.AddHostedService(provider => provider.GetRequiredService<TokenUses>());
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
        options.Schema.For<OneTimeTicket>().DatabaseSchemaName(Schema).Duplicate(ticket => ticket.ExpiresAt);
        options.Schema.For<UsedUp>().DatabaseSchemaName(Schema).Duplicate(use => use.ExpiresAt);
        options.Schema.For<Role>()
            .DatabaseSchemaName(Schema)
            .UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(role => role.Version));
        options.Schema.For<RoleRegister>()
            .DatabaseSchemaName(Schema)
            .UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(register => register.Version));
        options.Schema.For<ExternalLogin>().DatabaseSchemaName(Schema).Duplicate(login => login.AccountId);
        options.Schema.For<Passkey>()
            .DatabaseSchemaName(Schema)
            .UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(passkey => passkey.Version))
            .UniqueIndex(UniqueIndexType.DuplicatedField, passkey => passkey.CredentialId)
            .Duplicate(passkey => passkey.AccountId);
        options.Schema.For<PersonalAccessToken>()
            .DatabaseSchemaName(Schema)
            .UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(token => token.Version))
            .UniqueIndex(UniqueIndexType.DuplicatedField, token => token.Hash)
            .Duplicate(token => token.AccountId)
            .Duplicate(token => token.ExpiresAt);
        options.Schema.For<BroughtPassword>().DatabaseSchemaName(Schema);
        options.Schema.For<SigningKey>().DatabaseSchemaName(Schema);
        options.Schema.For<FirstAdministrator>().DatabaseSchemaName(Schema);
    }
}
