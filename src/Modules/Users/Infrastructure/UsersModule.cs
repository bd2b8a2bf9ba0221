using System.Reflection;
using JasperFx;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Modules;
using Monolith.Users.Application;
using Monolith.Users.Application.Ports;
using Monolith.Users.Application.Reactions;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Infrastructure.Endpoints;
using Monolith.Users.Infrastructure.Persistence;
using Wolverine;
using Wolverine.ErrorHandling;

namespace Monolith.Users.Infrastructure;

/// <summary>The directory of people.</summary>
public sealed class UsersModule : IModule
{
    public string Name => "users";

    public Assembly HandlerAssembly => typeof(ProvisionProfileOnAccountRegisteredHandler).Assembly;

    public IReadOnlyList<Permission> Permissions => UsersPermissions.All;

    public void AddServices(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddUsersStore();
        builder.Services.AddScoped<IAccounts, Accounts>();
        builder.Services.AddScoped<IOnePerson, OnePerson>();
    }

    public void ConfigureMessaging(WolverineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.RegisterMessageType(typeof(UserCreated), UserCreated.Alias);
        options.RegisterMessageType(typeof(UserActivated), UserActivated.Alias);
        options.RegisterMessageType(typeof(UserRolesChanged), UserRolesChanged.Alias);
        options.RegisterMessageType(typeof(UserUpdated), UserUpdated.Alias);
        options.RegisterMessageType(typeof(UserSuspended), UserSuspended.Alias);
        options.RegisterMessageType(typeof(UserReactivated), UserReactivated.Alias);
        options.RegisterMessageType(typeof(UserDeleted), UserDeleted.Alias);
        options.RegisterMessageType(typeof(UserRestored), UserRestored.Alias);

        options.OnException<DocumentAlreadyExistsException>(UsersStore.IsKnownProfile).Discard();

        // The registration is a moment behind, or so is what takes an invitation back (ADR 30); or their queue is stuck and somebody has to
        // look: wait long enough for both.
        options.OnException<ProfileNotProvisionedYetException>().Or<DocumentAlreadyExistsException>(UsersStore.IsTakenAddress)
            .RetryWithCooldown(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1))
            .Then.ScheduleRetry(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15), TimeSpan.FromHours(2));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var users = routes.MapModuleApi("users", "Users");
        ListUsersEndpoint.Map(users);
        GetOwnProfileEndpoint.Map(users);
        GetUserEndpoint.Map(users);
        GetUserHistoryEndpoint.Map(users);
        InviteUserEndpoints.Map(users);
        UpdateUserEndpoints.Map(users);
        StatusEndpoints.Map(users);
        ActOnUsersEndpoint.Map(users);
        AvatarEndpoints.Map(users, routes.MapModuleApi("avatars", "Users"));
    }
}
