using Marten;
using Marten.Schema;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

internal static class UsersStore
{
    /// <summary>The documents of this module, each list field in an indexed column of its own.</summary>
    public static void AddUsersStore(this IServiceCollection services)
    {
        services.AddScoped<IUserRepository, UserRepository>();
        services.AddScoped<IUserQueries, UserQueries>();
        services.AddSingleton<UserPages>();
        services.ConfigureMarten(options => options.Schema.For<User>()
            .DatabaseSchemaName("users")
            .UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(user => user.Version))
            .UniqueIndex(UniqueIndexType.DuplicatedField, user => user.Email)
            .Duplicate(user => user.DisplayName)
            .Duplicate(user => user.Status)
            .Duplicate(user => user.CreatedAt));
    }
}
