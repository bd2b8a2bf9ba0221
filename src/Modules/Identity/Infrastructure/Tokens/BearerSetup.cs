using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Infrastructure.Auth;

namespace Monolith.Identity.Infrastructure.Tokens;

internal static class BearerSetup
{
    /// <summary>Nodes keep their clocks by NTP.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    /// <summary>Issues access tokens, and authenticates every request that carries one, or a personal one.</summary>
    public static void AddAccessTokens(this IServiceCollection services)
    {
        services.AddSingleton<SigningKeys>();
        services.AddHostedService<KeyRotation>();
        services.AddSingleton<IAccessTokens, AccessTokens>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        KeepNoProtectionKeys(services);
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<SigningKeys, TokenStandings, IOptions<IdentityOptions>>(
                (bearer, keys, standings, identity) => Configure(bearer, keys, standings, identity.Value));
        RememberValidTokens(services);
    }

    /// <summary>
    /// Authentication brings data protection along, which would read its keys at each start, or write new ones into the home folder. Nothing
    /// here is protected by it.
    /// </summary>
    private static void KeepNoProtectionKeys(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.Remove(services.Single(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(EphemeralDataProtectionProvider).Assembly));
    }

    private static void RememberValidTokens(IServiceCollection services)
    {
        var framework = services.Last(service => service.ServiceType == typeof(IAuthenticationService));
        services.Remove(framework);
        services.Add(ServiceDescriptor.DescribeKeyed(
            typeof(IAuthenticationService), KnownTokenAuthentication.Framework, framework.ImplementationType!, framework.Lifetime));
        services.AddSingleton<TokenStandings>();
        services.AddSingleton<KnownTokens>();
        services.AddSingleton<PersonalTokens>();
        services.AddSingleton<IAuthenticationService, KnownTokenAuthentication>();
    }

    private static void Configure(JwtBearerOptions bearer, SigningKeys keys, TokenStandings standings, IdentityOptions identity)
    {
        bearer.MapInboundClaims = false;
        bearer.SaveToken = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = identity.PublicUrl,
            ValidAudience = AccessTokens.Audience,
            ValidTypes = [AccessTokens.Type],
            ValidAlgorithms = [AccessTokens.Algorithm],
            IssuerSigningKeyResolver = (_, _, keyId, _) => keys.Known.Where(key => key.KeyId == keyId),
            TryAllIssuerSigningKeys = false,
            ClockSkew = ClockSkew,
            NameClaimType = TokenClaims.Subject,
            RoleClaimType = TokenClaims.Roles,
        };
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context => LoadKeyAsync(context, keys),
            OnTokenValidated = context => TokenSession.RequireOpenAsync(context, standings),
        };
    }

    /// <summary>Validation itself cannot wait for the database.</summary>
    private static async Task LoadKeyAsync(MessageReceivedContext context, SigningKeys keys)
    {
        const string Scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && KeyIdOf(header[Scheme.Length..].Trim()) is { Length: > 0 } keyId)
            await keys.EnsureKnownAsync(keyId, context.HttpContext.RequestAborted);
    }

    private static string? KeyIdOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Kid;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            // Not a token at all; validation says so.
            return null;
        }
    }
}
