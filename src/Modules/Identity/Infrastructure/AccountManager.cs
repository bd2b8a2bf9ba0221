using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Domain;
using FrameworkOptions = Microsoft.AspNetCore.Identity.IdentityOptions;

namespace Monolith.Identity.Infrastructure;

/// <summary>The framework's manager with longer recovery codes: its own have 45 bits, which whoever has their hashes and the pepper can try.</summary>
internal sealed class AccountManager(
    IUserStore<Account> store,
    IOptions<FrameworkOptions> options,
    IPasswordHasher<Account> hasher,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber describer,
    IServiceProvider services,
    ILogger<UserManager<Account>> logger)
    : UserManager<Account>(store, options, hasher, [], [], normalizer, describer, services, logger)
{
    protected override string CreateTwoFactorRecoveryCode() => RecoveryCodes.NewCode();
}
