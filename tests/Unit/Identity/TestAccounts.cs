using Marten;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Identity.Infrastructure;
using NSubstitute;

namespace Monolith.Tests.Unit.Identity;

/// <summary>ASP.NET Core Identity's manager over our store, as the product sets it up.</summary>
internal static class TestAccounts
{
    public static UserManager<Account> Manager(TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddSingleton(Substitute.For<IDocumentStore>());
        services.AddAccounts();
        services.AddSingleton<IAuthenticatorSecrets, OpenSecrets>();
        return services.BuildServiceProvider().GetRequiredService<UserManager<Account>>();
    }

    private sealed class OpenSecrets : IAuthenticatorSecrets
    {
        public string Seal(Guid accountId, string key) => key;

        public string Open(Guid accountId, string sealedKey) => sealedKey;

        public string? Renew(Guid accountId, string sealedKey) => null;

        public string Hash(Guid accountId, string recoveryCode) => $"{accountId} {recoveryCode}";

        public bool IsHashOf(string hash, Guid accountId, string recoveryCode) => hash == Hash(accountId, recoveryCode);
    }
}
