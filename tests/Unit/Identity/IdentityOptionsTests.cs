using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Monolith.Identity.Infrastructure;

namespace Monolith.Tests.Unit.Identity;

public sealed class IdentityOptionsTests
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    [Fact]
    public void Production_needs_its_secrets_and_says_which()
    {
        var failures = Failures("Production", new IdentityOptions());
        failures.ShouldContain(failure => failure.Contains("Identity:Passwords:Pepper", StringComparison.Ordinal));
        failures.ShouldContain(failure => failure.Contains("Identity:KeyEncryptionKey", StringComparison.Ordinal));
        failures.Count.ShouldBe(2);
    }

    [Fact]
    public void Complete_settings_pass() =>
        Failures("Production", new IdentityOptions { KeyEncryptionKey = Key, Passwords = { Pepper = Key } }).ShouldBeEmpty();

    [Fact]
    public void Every_problem_is_named_at_once()
    {
        var failures = Failures("Production", new IdentityOptions
        {
            KeyEncryptionKey = "short",
            Passwords = { Pepper = "also not base64!", LongestWait = TimeSpan.FromMinutes(2), Threads = -1 },
            Bcrypt = { Cost = 4 },
            Sessions = { IdleTimeout = TimeSpan.FromDays(2), AbsoluteTimeout = TimeSpan.FromDays(1) },
            AccessTokens = { Lifetime = TimeSpan.FromDays(1), KeyLifetime = TimeSpan.FromHours(1) },
            Administrator = { Email = "nobody", Password = "short" },
        });
        failures.Count.ShouldBe(10);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("02")]
    [InlineData("old")]
    public void A_former_pepper_is_named_by_the_number_of_another_version(string version)
    {
        var options = new IdentityOptions { KeyEncryptionKey = Key, Passwords = { Pepper = Key } };
        options.Passwords.FormerPeppers[version] = Key;
        Failures("Production", options).ShouldHaveSingleItem().ShouldContain($"FormerPeppers:{version}");
    }

    [Fact]
    public void Former_keys_are_as_long_as_the_key()
    {
        var options = new IdentityOptions { KeyEncryptionKey = Key, Passwords = { Pepper = Key, PepperVersion = 2 } };
        options.FormerKeyEncryptionKeys.Add(Key);
        options.Passwords.FormerPeppers["1"] = Key;
        Failures("Production", options).ShouldBeEmpty();
        options.FormerKeyEncryptionKeys.Add("short");
        Failures("Production", options).ShouldHaveSingleItem().ShouldContain("FormerKeyEncryptionKeys");
    }

    [Fact]
    public void The_administrator_s_address_and_password_belong_together() =>
        Failures("Development", new IdentityOptions { Passwords = { Pepper = Key }, Administrator = { Email = "root@example.com" } })
            .ShouldHaveSingleItem().ShouldContain("MONOLITH_ADMIN_PASSWORD");

    private static IReadOnlyList<string> Failures(string environment, IdentityOptions options) =>
        [.. new IdentityOptionsValidator(new Environment(environment)).Validate(null, options).Failures ?? []];

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "monolith";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
