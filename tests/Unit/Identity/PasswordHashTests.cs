using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monolith.Identity.Infrastructure;
using Monolith.Identity.Infrastructure.Passwords;
using Monolith.Identity.Infrastructure.Secrets;

namespace Monolith.Tests.Unit.Identity;

public sealed class PasswordHashTests : IDisposable
{
    private const string Password = "a long and quiet sentence";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    // The vectors that Openwall publishes with crypt_blowfish.
    [InlineData("U*U", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("U*U*U", "$2b$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a")]
    public void Bcrypt_knows_the_published_vectors(string password, string hash)
    {
        Assert.SkipUnless(Bcrypt.IsAvailable, "This system has no libcrypt.so.1.");
        Bcrypt.Verify(Encoding.ASCII.GetBytes(password), hash).ShouldBeTrue();
        Bcrypt.Verify(Encoding.ASCII.GetBytes(password + "!"), hash).ShouldBeFalse();
    }

    [Theory]
    [InlineData("$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a", true)]
    [InlineData("$2y$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a", true)]
    [InlineData("$2x$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a", false)]
    [InlineData("$2b$15$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a", false)]
    [InlineData("$2b$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4", false)]
    [InlineData("AQAAAAIAAYagAAAAEA==", false)]
    [InlineData("5f4dcc3b5aa765d61d8327deb882cf99", false)]
    [InlineData("", false)]
    public void A_hash_of_elsewhere_is_known_by_its_form(string hash, bool isKnown)
    {
        Assert.SkipUnless(Bcrypt.IsAvailable, "This system has no libcrypt.so.1.");
        ForeignHash.IsKnown(hash).ShouldBe(isKnown);
    }

    [Fact]
    public async Task A_hash_of_elsewhere_is_tried_and_is_outdated()
    {
        using var passwords = Passwords();
        var hash = new Microsoft.AspNetCore.Identity.PasswordHasher<object>().HashPassword(new object(), Password);
        ForeignHash.IsKnown(hash).ShouldBeTrue();
        var stored = ForeignHash.Prefix + hash;
        (await passwords.VerifyAsync(stored, Password, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await passwords.VerifyAsync(stored, Password + "!", TestContext.Current.CancellationToken)).ShouldBeFalse();
        passwords.IsOutdated(stored).ShouldBeTrue();

        var dear = Convert.FromBase64String(hash);
        (dear[5], dear[6]) = (0x7F, 0xFF);
        ForeignHash.IsKnown(Convert.ToBase64String(dear)).ShouldBeFalse();
    }

    [Fact]
    public void Pbkdf2_stands_in_and_describes_itself()
    {
        var hash = Pbkdf2.Hash("phrase"u8);
        hash.ShouldStartWith("$pbkdf2-sha512$210000$");
        Pbkdf2.Verify("phrase"u8, hash).ShouldBeTrue();
        Pbkdf2.Verify("Phrase"u8, hash).ShouldBeFalse();
        Pbkdf2.Verify("phrase"u8, Pbkdf2.Decoy()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_password_verifies_against_its_own_hash_only()
    {
        using var passwords = Passwords();
        var hash = await passwords.HashAsync(Password, TestContext.Current.CancellationToken);
        hash.ShouldStartWith("p1:$");
        hash.ShouldNotBe(await passwords.HashAsync(Password, TestContext.Current.CancellationToken));
        (await passwords.VerifyAsync(hash, Password, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await passwords.VerifyAsync(hash, Password + " ", TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await passwords.VerifyAsync(null, Password, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_128th_character_counts()
    {
        using var passwords = Passwords();
        var longest = new string('ж', 127);
        var hash = await passwords.HashAsync(longest + "a", TestContext.Current.CancellationToken);
        (await passwords.VerifyAsync(hash, longest + "b", TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_pepper_verifies_nothing()
    {
        using var passwords = Passwords();
        using var others = Passwords(pepper: 2);
        var hash = await passwords.HashAsync(Password, TestContext.Current.CancellationToken);
        (await others.VerifyAsync(hash, Password, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_pepper_takes_over_from_a_former_one_whose_hashes_are_still_tried_and_made_anew()
    {
        using var before = Passwords();
        using var after = Passwords(pepper: 2, version: 2, formers: ("1", 1));
        var hash = await before.HashAsync(Password, TestContext.Current.CancellationToken);
        (await after.VerifyAsync(hash, Password, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await after.VerifyAsync(hash, Password + " ", TestContext.Current.CancellationToken)).ShouldBeFalse();
        after.IsOutdated(hash).ShouldBeTrue();

        var renewed = await after.HashAsync(Password, TestContext.Current.CancellationToken);
        renewed.ShouldStartWith("p2:$");
        after.IsOutdated(renewed).ShouldBeFalse();
        (await after.VerifyAsync(renewed, Password, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await Should.ThrowAsync<CryptographicException>(() => before.VerifyAsync(renewed, Password, TestContext.Current.CancellationToken)))
            .Message.ShouldContain("FormerPeppers");
    }

    [Fact]
    public async Task A_hash_that_costs_less_than_today_s_is_outdated()
    {
        Assert.SkipUnless(Bcrypt.IsAvailable, "This system has no libcrypt.so.1.");
        using var cheap = Passwords();
        using var dear = Passwords(cost: 5);
        var hash = await cheap.HashAsync(Password, TestContext.Current.CancellationToken);
        cheap.IsOutdated(hash).ShouldBeFalse();
        dear.IsOutdated(hash).ShouldBeTrue();
        cheap.IsOutdated(await dear.HashAsync(Password, TestContext.Current.CancellationToken)).ShouldBeFalse();
        cheap.IsOutdated("p1:" + Pbkdf2.Hash("phrase"u8)).ShouldBeTrue();
        Pbkdf2.IsOutdated(Pbkdf2.Hash("phrase"u8)).ShouldBeFalse();
        Pbkdf2.IsOutdated("$pbkdf2-sha512$1000$c2FsdA==$aGFzaA==").ShouldBeTrue();
    }

    private PepperedPasswords Passwords(byte pepper = 1, int cost = 4, int version = 1, params (string Version, byte Pepper)[] formers)
    {
        var options = new IdentityOptions { Bcrypt = { Cost = cost }, Passwords = { Pepper = Base64(pepper), PepperVersion = version } };
        foreach (var (former, value) in formers)
            options.Passwords.FormerPeppers[former] = Base64(value);
        var settings = Options.Create(options);
        return new(settings, new Peppers(settings), _services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
    }

    private static string Base64(byte value) => Convert.ToBase64String([.. Enumerable.Repeat(value, 32)]);
}
