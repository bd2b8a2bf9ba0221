using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Passkeys;

internal static class PasskeySetup
{
    /// <summary>
    /// Passkeys belong to the host of the installation's address and are used on pages of its origin alone, not in frames of others. They
    /// are found by the browser without an address being typed, and verify who uses them: that is why they are both factors.
    /// </summary>
    public static void AddPasskeys(this IServiceCollection services)
    {
        services.AddSingleton<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddSingleton<IPasskeyCeremonies, PasskeyCeremonies>();
        services.AddScoped<PasskeyCheck>();
        services.AddScoped<WaysIn>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<IdentityOptions>>(Configure);
    }

    private static void Configure(IdentityPasskeyOptions passkeys, IOptions<IdentityOptions> options)
    {
        var address = new Uri(options.Value.PublicUrl);
        var origin = new UriBuilder(address.Scheme, address.IdnHost, address.IsDefaultPort ? -1 : address.Port).Uri.GetLeftPart(UriPartial.Authority);
        passkeys.ServerDomain = address.IdnHost;
        passkeys.ValidateOrigin = asked => ValueTask.FromResult(
            string.Equals(asked.Origin, origin, StringComparison.Ordinal) && !asked.CrossOrigin && asked.TopOrigin is null);
        passkeys.ResidentKeyRequirement = "required";
        passkeys.UserVerificationRequirement = "required";
        passkeys.AttestationConveyancePreference = "none";
    }
}
