using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monolith.Identity.Domain;
using Monolith.Identity.Infrastructure.External;

namespace Monolith.Identity.Infrastructure;

/// <summary>Says everything that is wrong at once, each problem in one sentence.</summary>
internal sealed class IdentityOptionsValidator(IHostEnvironment environment) : IValidateOptions<IdentityOptions>
{
    internal const int KeyLength = 32;

    private const int MinCost = 4;
    private const int MinProductionCost = 10;
    private const int MaxCost = 16;
    private const int MaxHashingThreads = 1024;

    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        string[] problems = [.. Secrets(options), .. Bounds(options), .. Administrator(options.Administrator), .. Providers(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Secrets(IdentityOptions options)
    {
        var minCost = environment.IsDevelopment() ? MinCost : MinProductionCost;
        if (options.Bcrypt.Cost < minCost || options.Bcrypt.Cost > MaxCost)
            yield return $"Identity:Bcrypt:Cost must be between {minCost} and {MaxCost}.";
        if (options.Passwords.Pepper.Length == 0)
            yield return "Identity:Passwords:Pepper is missing: set it to at least 32 random bytes in base64, and keep it for good.";
        else if (!(Bytes(options.Passwords.Pepper)?.Length >= KeyLength))
            yield return "Identity:Passwords:Pepper must be at least 32 bytes in base64.";
        if (options.Passwords.PepperVersion < 1)
            yield return "Identity:Passwords:PepperVersion must be at least 1.";
        foreach (var (version, pepper) in options.Passwords.FormerPeppers)
        {
            var isOther = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number != options.Passwords.PepperVersion
                && version[0] != '0';
            if (!isOther || !(Bytes(pepper)?.Length >= KeyLength))
                yield return $"Identity:Passwords:FormerPeppers:{version} must be at least 32 bytes in base64 under the number of another version.";
        }

        if (options.KeyEncryptionKey.Length == 0 && !environment.IsDevelopment())
            yield return "Identity:KeyEncryptionKey is missing: set it to 32 random bytes in base64, and keep it for good.";
        else if (options.KeyEncryptionKey.Length > 0 && Bytes(options.KeyEncryptionKey)?.Length != KeyLength)
            yield return "Identity:KeyEncryptionKey must be 32 bytes in base64.";
        if (options.FormerKeyEncryptionKeys.Any(key => Bytes(key)?.Length != KeyLength))
            yield return "Identity:FormerKeyEncryptionKeys must be 32 bytes in base64 each.";
    }

    private static IEnumerable<string> Bounds(IdentityOptions options)
    {
        if (options.Sessions.IdleTimeout <= TimeSpan.Zero || options.Sessions.AbsoluteTimeout < options.Sessions.IdleTimeout)
            yield return "Identity:Sessions:IdleTimeout must be positive, and AbsoluteTimeout not shorter.";
        if (options.Passwords.LongestWait < TimeSpan.FromMilliseconds(100) || options.Passwords.LongestWait > TimeSpan.FromMinutes(1))
            yield return "Identity:Passwords:LongestWait must be between 100 milliseconds and 1 minute.";
        if (options.Passwords.Threads is < 0 or > MaxHashingThreads)
            yield return $"Identity:Passwords:Threads must be between 1 and {MaxHashingThreads}, or 0 for as many as there are cores.";
        if (options.Sessions.ReauthenticateAfter < TimeSpan.FromSeconds(1))
            yield return "Identity:Sessions:ReauthenticateAfter must be at least 1 second.";
        if (options.Lockout.MaxFailures is < 3 or > 100)
            yield return "Identity:Lockout:MaxFailures must be between 3 and 100.";
        if (options.Lockout.Duration < TimeSpan.FromSeconds(1) || options.Lockout.Duration > TimeSpan.FromDays(1))
            yield return "Identity:Lockout:Duration must be between 1 second and 1 day.";
        if (options.AccessTokens.Lifetime < TimeSpan.FromSeconds(5) || options.AccessTokens.Lifetime > TimeSpan.FromHours(1))
            yield return "Identity:AccessTokens:Lifetime must be between 5 seconds and 1 hour.";
        if (options.AccessTokens.KeyLifetime < TimeSpan.FromDays(1) || options.AccessTokens.KeyLifetime > TimeSpan.FromDays(365))
            yield return "Identity:AccessTokens:KeyLifetime must be between 1 and 365 days.";
    }

    private static IEnumerable<string> Administrator(IdentityOptions.AdministratorOptions options)
    {
        if (options.Email.Length == 0 && options.Password.Length == 0)
            yield break;
        if (!options.IsNamed)
            yield return "MONOLITH_ADMIN_EMAIL and MONOLITH_ADMIN_PASSWORD belong together: set both or none.";
        if (options.Email.Length > 0 && !EmailAddress.TryParse(options.Email, out _))
            yield return "MONOLITH_ADMIN_EMAIL must be a mail address.";
        if (options.Password.Length > 0)
        {
            foreach (var broken in PasswordPolicy.BrokenRules(options.Password, options.Email, IdentityStartup.AdministratorName))
                yield return $"MONOLITH_ADMIN_PASSWORD: {broken}";
        }
    }

    private IEnumerable<string> Providers(IdentityOptions options) =>
        options.Providers.SelectMany(provider => ProviderRegistration.Problems(provider.Key, provider.Value, environment.IsDevelopment()));

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
