using FsCheck;
using FsCheck.Fluent;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

public sealed class NameAndAddressTests
{
    [Theory]
    [InlineData("ada@people.test", "ada@people.test")]
    [InlineData("  Ada.Lovelace@People.TEST ", "ada.lovelace@people.test")]
    [InlineData("\"a@b\"@people.test", "\"a@b\"@people.test")]
    public void An_address_is_kept_trimmed_and_in_lower_case(string text, string expected) =>
        Email.Create(text).Value.ShouldNotBeNull().Value.ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@people.test")]
    [InlineData("ada@")]
    [InlineData("ada lovelace@people.test")]
    [InlineData("ada@people.test\r\nBcc: all@people.test")]
    public void What_is_no_address_is_refused(string? text) => Email.Create(text).Error.ShouldBe(UserErrors.InvalidEmail);

    [Fact]
    public void An_address_of_255_characters_is_refused() =>
        Email.Create(new string('a', 243) + "@people.test").Error.ShouldBe(UserErrors.InvalidEmail);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Ada\nLovelace")]
    [InlineData("Ada\0")]
    public void A_name_that_is_empty_or_has_several_lines_is_refused(string text) =>
        DisplayName.Create(text).Error.ShouldBe(UserErrors.InvalidDisplayName);

    [Fact]
    public void What_was_accepted_once_is_accepted_again_as_the_same() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<string?>(),
            text =>
            {
                var name = DisplayName.Create(text);
                var email = Email.Create($"{text}@people.test");
                return (!name.IsSuccess || DisplayName.Create(name.Value.Value).Value == name.Value)
                    && (!email.IsSuccess || Email.Create(email.Value.Value).Value == email.Value);
            }).QuickCheckThrowOnFailure();
}
