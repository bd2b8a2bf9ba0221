using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Identity.Infrastructure.Persistence;
using Monolith.Identity.Infrastructure.Secrets;
using FrameworkOptions = Microsoft.AspNetCore.Identity.IdentityOptions;

namespace Monolith.Identity.Infrastructure;

internal static class AccountsSetup
{
    /// <summary>
    /// ASP.NET Core Identity's core over our documents: lockout, authenticator apps and recovery codes are the framework's, but for
    /// how long a code is good and how long a recovery code is. Passwords are not: it hashes on the request's thread. Registered one by one, because the store keeps nothing and so all can be singletons, which
    /// every handler can receive; the framework's own method makes them scoped, around a store that holds a session.
    /// </summary>
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<InstallationSeal>();
        services.AddSingleton<Peppers>();
        services.AddSingleton<IAuthenticatorSecrets, AuthenticatorSecrets>();
        services.AddSingleton<IUserStore<Account>, AccountStore>();
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<IdentityErrorDescriber>();
        services.AddSingleton<AuthenticatorCodes>();
        services.AddSingleton<UserManager<Account>, AccountManager>();
        services.AddOptions<FrameworkOptions>().Configure<IOptions<IdentityOptions>>(Configure);
    }

    private static void Configure(FrameworkOptions framework, IOptions<IdentityOptions> options)
    {
        framework.Tokens.ProviderMap[TokenOptions.DefaultAuthenticatorProvider] = new(typeof(AuthenticatorCodes));
        framework.Lockout.MaxFailedAccessAttempts = options.Value.Lockout.MaxFailures;
        framework.Lockout.DefaultLockoutTimeSpan = options.Value.Lockout.Duration;
    }
}
