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

    private static InstallationSeal Seal(byte key) =>
        new(Options.Create(new IdentityOptions { KeyEncryptionKey = Convert.ToBase64String([.. Enumerable.Repeat(key, 32)]) }));
}
