using System.Net.Mail;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Infrastructure.Demo;
using Monolith.Identity.Infrastructure.Endpoints;
using Monolith.Identity.Infrastructure.External;
using Monolith.Identity.Infrastructure.Passkeys;
using Monolith.Identity.Infrastructure.Passwords;
using Monolith.Identity.Infrastructure.Persistence;
using Monolith.Identity.Infrastructure.Secrets;
using Monolith.Identity.Infrastructure.Sessions;
using Monolith.Identity.Infrastructure.Tokens;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Mail;
using Monolith.Shared.Infrastructure.Modules;
using Monolith.Shared.Infrastructure.Redis;
using StackExchange.Redis;
using Wolverine;
using Wolverine.ErrorHandling;

namespace Monolith.Identity.Infrastructure;

/// <summary>Accounts, credentials, sessions and tokens.</summary>
public sealed class IdentityModule : IModule
{
    private const string DevelopmentUrl = "http://localhost:5080";

    /// <summary>Says in its bytes what it is. The nodes of a developer must agree on one, and it protects nothing.</summary>
    private static readonly string DevelopmentPepper = Convert.ToBase64String("for development only, not a secret at all"u8);

    public string Name => "identity";

    public Assembly HandlerAssembly => typeof(SignInGate).Assembly;

    public IReadOnlyList<Permission> Permissions => IdentityPermissions.All;

    public void AddServices(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOptions(builder);
        var services = builder.Services;
        services.AddIdentityStore();
        services.AddAccessTokens();
        AddOpenSessions(services, builder.Configuration.UsesRedis());
        services.AddSingleton<PermissionCatalogue>();
        services.AddSingleton<RoleTable>();
        services.AddSingleton<IRolePermissions>(provider => provider.GetRequiredService<RoleTable>());
        services.AddSingleton<IIdentitySettings, IdentitySettings>();
        services.AddSingleton<IPasswords, PepperedPasswords>();
        services.AddSingleton<IForeignHashes, ForeignHashes>();
        services.AddAccounts();
        services.AddPasskeys();
        services.AddScoped<SignInGate>();
        services.AddScoped<AccountBarrier>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<AdministratorSetup>();
        services.AddScoped<OneTimeTickets>();
        services.AddScoped<PasswordReplacement>();
        services.AddScoped<ExternalAccounts>();
        ProviderHttp.Add(services);
        services.AddSingleton<IExternalProviders, ExternalProviders>();
        services.AddSingleton<SameSiteCookies>();
        services.AddSingleton<CsrfGuard>();
        services.AddScoped<SignInAnswer>();
        services.AddSingleton<IdentityStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<IdentityStartup>());
    }

    public void ConfigureMessaging(WolverineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.RegisterMessageType(typeof(AccountRegistered), AccountRegistered.Alias);
        options.RegisterMessageType(typeof(EmailVerified), EmailVerified.Alias);
        options.RegisterMessageType(typeof(SessionEnded), SessionEnded.Alias);
        options.RegisterMessageType(typeof(SecurityEvent), SecurityEvent.Alias);
        options.RegisterMessageType(typeof(AccountRolesChanged), AccountRolesChanged.Alias);
        options.RegisterMessageType(typeof(RolePermissionsChanged), RolePermissionsChanged.Alias);
        options.RegisterMessageType(typeof(AccountStandingChanged), AccountStandingChanged.Alias);
        options.RegisterMessageType(typeof(AccountErased), AccountErased.Alias);
        options.RegisterMessageType(typeof(RecordDataAccess), RecordDataAccess.Alias);
        options.RegisterMessageType(typeof(RenameAccount), RenameAccount.Alias);
        options.RegisterMessageType(typeof(InviteAccount), InviteAccount.Alias);
        options.RegisterMessageType(typeof(SendInvitation), SendInvitation.Alias);
        options.RegisterMessageType(typeof(InvitationRefused), InvitationRefused.Alias);

        // What a mail server refuses for good an operator must see; one that is away comes back.
        options.OnException<SmtpException>(SmtpRefusals.IsFinal).MoveToErrorQueue();
        options.OnException<SmtpException>()
            .ScheduleRetry(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6));

        // So does Redis. What it is to be told of a session is of use for as long as an access token may live.
        options.OnException<RedisException>().Or<TimeoutException>()
            .ScheduleRetry(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapModuleApi("auth", "Identity");
        RegisterEndpoint.Map(auth);
        VerifyEmailEndpoint.Map(auth);
        ResendVerificationEndpoint.Map(auth);
        SignInEndpoint.Map(auth);
        ConfirmSignInEndpoint.Map(auth);
        ReauthenticateEndpoint.Map(auth);
        AuthenticatorEndpoints.Map(auth);
        ChangePasswordEndpoint.Map(auth);
        RequestPasswordResetEndpoint.Map(auth);
        ResetPasswordEndpoint.Map(auth);
        AcceptInvitationEndpoint.Map(auth);
        RefreshSessionEndpoint.Map(auth);
        SignOutEndpoint.Map(auth);
        GetCsrfTokenEndpoint.Map(auth);
        GetMeEndpoint.Map(auth);
        ListSessionsEndpoint.Map(auth);
        EndSessionEndpoint.Map(auth);
        ListPersonalAccessTokensEndpoint.Map(auth);
        CreatePersonalAccessTokenEndpoint.Map(auth);
        RevokePersonalAccessTokenEndpoint.Map(auth);
        SetUpEndpoint.Map(auth);
        ListExternalProvidersEndpoint.Map(auth);
        ListLinkedProvidersEndpoint.Map(auth);
        StartExternalSignInEndpoint.Map(auth);
        ExternalCallbackEndpoint.Map(auth);
        LinkProviderEndpoint.Map(auth);
        UnlinkProviderEndpoint.Map(auth);
        PasskeyEndpoints.Map(auth);
        PasskeySignInEndpoints.Map(auth);
        GetSigningKeysEndpoint.Map(routes);

        var roles = routes.MapModuleApi("roles", "Identity");
        ListRolesEndpoint.Map(roles);
        GetRoleEndpoint.Map(roles);
        ChangeRoleEndpoint.Map(roles);
        DeleteRoleEndpoint.Map(roles);
        ListPermissionsEndpoint.Map(routes.MapModuleApi("permissions", "Identity"));
        var accounts = routes.MapModuleApi("accounts", "Identity");
        AccountRolesEndpoint.Map(accounts);
        AccountPermissionsEndpoint.Map(accounts);
        AccountSessionsEndpoints.Map(accounts);
    }

    public Task SeedDemoAsync(IServiceProvider services, CancellationToken cancellationToken) => DemoPeople.SeedAsync(services, cancellationToken);

    private static void AddOpenSessions(IServiceCollection services, bool usesRedis)
    {
        services.AddSingleton<StoredOpenSessions>();
        if (usesRedis)
            services.AddSingleton<IOpenSessions, RedisOpenSessions>();
        else
            services.AddSingleton<IOpenSessions>(provider => provider.GetRequiredService<StoredOpenSessions>());
    }

    private static void AddOptions(IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<IdentityOptions>, IdentityOptionsValidator>();
        builder.Services.AddOptions<IdentityOptions>()
            .Bind(builder.Configuration.GetSection("Identity"))
            .Configure<IConfiguration, IHostEnvironment>((options, configuration, environment) =>
            {
                options.PublicUrl = (configuration["PublicUrl"] ?? ListeningAddress(configuration)).TrimEnd('/');
                options.Administrator.Email = configuration["MONOLITH_ADMIN_EMAIL"] ?? string.Empty;
                options.Administrator.Password = configuration["MONOLITH_ADMIN_PASSWORD"] ?? string.Empty;
                if (options.Passwords.Pepper.Length == 0 && environment.IsDevelopment())
                    options.Passwords.Pepper = DevelopmentPepper;
            })
            .ValidateOnStart();
    }

    /// <summary>A developer opens the application where it listens; Production names its address.</summary>
    private static string ListeningAddress(IConfiguration configuration) =>
        Uri.TryCreate(configuration["urls"]?.Split(';')[0], UriKind.Absolute, out var address) && address.Port > 0
            ? address.GetLeftPart(UriPartial.Authority)
            : DevelopmentUrl;
}
