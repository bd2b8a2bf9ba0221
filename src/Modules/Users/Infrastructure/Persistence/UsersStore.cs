using JasperFx;
using Marten;
using Marten.Schema;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Application;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;
using Npgsql;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Monolith.Users.Infrastructure.Persistence;

internal static class UsersStore
{
    internal const string Schema = "users";

    /// <summary>The documents of this module, each list field in an indexed column of its own.</summary>
    public static void AddUsersStore(this IServiceCollection services)
    {
        services.AddScoped<IUserRepository, UserRepository>();
        services.AddScoped<IUserQueries, UserQueries>();
        services.AddScoped<IPersonalData, UsersPersonalData>();
        services.AddScoped<IUserImportRepository, UserImportRepository>();
        services.AddScoped<IUserImportQueries, UserImportQueries>();
        services.AddSingleton<IImportedRows, ImportedRows>();
        services.AddSingleton<IUserExport, UserExport>();
        services.AddSingleton<UserReads>();
        services.AddScoped<IAvatarRepository, AvatarRepository>();
        services.AddScoped<IAvatarQueries, AvatarQueries>();
        services.AddSingleton<UserPages>();
        services.AddSingleton<UserAddresses>();
        services.AddHostedService<ImportSweep>();
        services.ConfigureMarten((provider, options) =>
        {
            options.Listeners.Add(new EvictionAfterCommit(provider.GetRequiredService<IOutputCacheStore>()));
            options.Storage.ExtendedSchemaObjects.Add(new Extension("pg_trgm"));
            AddUsers(options);
            AddHistory(options);
            AddImports(options);
            options.Schema.For<Avatar>().DatabaseSchemaName(Schema).Duplicate(avatar => avatar.UserId);
        });
    }

    public static bool IsKnownProfile(DocumentAlreadyExistsException refused) => IsRefusedBy("pkey_mt_doc_user_id", refused);

    public static bool IsTakenAddress(DocumentAlreadyExistsException refused) => IsRefusedBy("mt_doc_user_idx_email", refused);

    private static bool IsRefusedBy(string constraint, DocumentAlreadyExistsException refused) =>
        refused.DocumentType == typeof(User) && refused.InnerException is PostgresException refusal && refusal.ConstraintName == constraint;

    private static void AddUsers(StoreOptions options) => options.Schema.For<User>()
        .DatabaseSchemaName(Schema)
        .UseNumericRevisions(true)
        .Metadata(metadata => metadata.Revision.MapTo(user => user.Version))
        .UniqueIndex(UniqueIndexType.DuplicatedField, user => user.Email)
        .Duplicate(user => user.DisplayName, configure: AsOrderOfNames)
        .Duplicate(user => user.Status)
        .Duplicate(user => user.CreatedAt)
        .Index(user => user.Roles, index => (index.Method, index.Mask) = (IndexMethod.gin, "? jsonb_path_ops"))
        .Index(user => user.DisplayName, AsTrigrams);

    /// <summary>Namesakes stand by their ids, and who has another status is passed over without reading their rows.</summary>
    private static void AsOrderOfNames(DocumentIndex index) => index.Mask = "?, id, status";

    /// <summary>For parts of a name or an address and for what resembles them: <see cref="UserCondition.Searched"/>.</summary>
    private static void AsTrigrams(ComputedIndex index) =>
        (index.Name, index.Method, index.Mask) = ("mt_doc_user_idx_search", IndexMethod.gin, "(?::text || ' ' || email::text) gin_trgm_ops");

    private static void AddHistory(StoreOptions options) => options.Schema.For<UserHistoryEntry>()
        .DatabaseSchemaName(Schema)
        .Duplicate(entry => entry.UserId)
        .Duplicate(entry => entry.At);

    private static void AddImports(StoreOptions options)
    {
        options.Schema.For<UserImport>()
            .DatabaseSchemaName(Schema)
            .UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(import => import.Version))
            .Duplicate(import => import.CreatedAt);
        options.Schema.For<ImportBatch>()
            .DatabaseSchemaName(Schema)
            .Duplicate(batch => batch.ImportId)
            .Duplicate(batch => batch.LastRow)
            .Duplicate(batch => batch.CreatedAt);
    }
}
