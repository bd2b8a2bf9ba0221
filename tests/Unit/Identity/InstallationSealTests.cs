using Microsoft.Extensions.Options;
using Monolith.Identity.Infrastructure;
using Monolith.Identity.Infrastructure.Secrets;

namespace Monolith.Tests.Unit.Identity;

public sealed class InstallationSealTests
{
    private static readonly byte[] Key = [1, 2, 3, 4];

    [Fact]
    public void What_was_sealed_opens_under_the_same_key_and_name()
    {
        var box = Seal(1).Seal(Key, "kid");
        box.ShouldNotBe(Key);
        Seal(1).Open(box, "kid").ShouldBe(Key);
    }

    [Fact]
    public void Another_key_another_name_or_a_changed_byte_opens_nothing()
    {
        var box = Seal(1).Seal(Key, "kid");
        Should.Throw<OptionsValidationException>(() => Seal(2).Open(box, "kid"));
        Should.Throw<OptionsValidationException>(() => Seal(1).Open(box, "other"));
        box[^1] ^= 1;
        Should.Throw<OptionsValidationException>(() => Seal(1).Open(box, "kid"));
    }

    [Fact]
    public void Without_the_key_the_operator_hears_which_setting_is_missing()
    {
        var box = Seal(1).Seal(Key, "kid");
        var none = new InstallationSeal(Options.Create(new IdentityOptions()));
        none.HasKey.ShouldBeFalse();
        Should.Throw<OptionsValidationException>(() => none.Open(box, "kid")).Message.ShouldContain("Identity:KeyEncryptionKey");
    }

    [Fact]
    public void A_new_key_opens_what_a_former_one_sealed_and_says_that_it_is_to_be_sealed_anew()
    {
        var box = Seal(1).Seal(Key, "kid");
        var renewed = Seal(2, former: 1);
        renewed.Open(box, "kid").ShouldBe(Key);
        renewed.IsOutdated(box, "kid").ShouldBeTrue();
        renewed.IsOutdated(renewed.Seal(Key, "kid"), "kid").ShouldBeFalse();
        Should.Throw<OptionsValidationException>(() => Seal(1).Open(renewed.Seal(Key, "kid"), "kid"));
    }

    [Fact]
    public void What_an_authenticator_app_shares_moves_to_the_new_key_and_codes_of_before_are_known()
    {
        var account = Guid.CreateVersion7();
        var before = Secrets(1);
        var after = Secrets(2, former: 1);
        var (sealedKey, hash) = (before.Seal(account, "JBSWY3DPEHPK3PXP"), before.Hash(account, "ABCDE-FGHIJ"));

        var renewed = after.Renew(account, sealedKey).ShouldNotBeNull();
        after.Open(account, renewed).ShouldBe("JBSWY3DPEHPK3PXP");
        after.Renew(account, renewed).ShouldBeNull();
        before.Renew(account, sealedKey).ShouldBeNull();

        after.IsHashOf(hash, account, "abcde fghij").ShouldBeTrue();
        after.IsHashOf(hash, account, "ABCDE-FGHIK").ShouldBeFalse();
        after.IsHashOf(after.Hash(account, "ABCDE-FGHIJ"), account, "ABCDE-FGHIJ").ShouldBeTrue();
        before.IsHashOf(after.Hash(account, "ABCDE-FGHIJ"), account, "ABCDE-FGHIJ").ShouldBeFalse();
    }

    private static InstallationSeal Seal(byte key, byte? former = null) => new(Settings(key, former));

    private static AuthenticatorSecrets Secrets(byte key, byte? former = null) =>
        new(Seal(key, former), new Peppers(Settings(key, former)));

    /// <summary>The pepper is as new as the key.</summary>
    private static IOptions<IdentityOptions> Settings(byte key, byte? former)
    {
        var options = new IdentityOptions { KeyEncryptionKey = Base64(key), Passwords = { Pepper = Base64(key), PepperVersion = key } };
        if (former is { } number)
        {
            options.FormerKeyEncryptionKeys.Add(Base64(number));
            options.Passwords.FormerPeppers[$"{number}"] = Base64(number);
        }

        return Options.Create(options);
    }

    private static string Base64(byte value) => Convert.ToBase64String([.. Enumerable.Repeat(value, 32)]);
}
