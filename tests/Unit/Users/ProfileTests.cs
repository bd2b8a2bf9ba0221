using FsCheck;
using FsCheck.Fluent;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

/// <summary>What people may say of themselves, and in which form it is kept.</summary>
public sealed class ProfileTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("+33123456789", "+33123456789")]
    [InlineData(" +49 (30) 123-45.67 ", "+49301234567")]
    [InlineData("+1\u00A0202\u2009555\u00A00100", "+12025550100")]
    public void A_number_is_kept_without_what_people_put_between_its_digits(string text, string expected) =>
        PhoneNumber.Create(text).Value.ShouldNotBeNull().Value.ShouldBe(expected);

    [Theory]
    [InlineData("030 1234567")]
    [InlineData("0049301234567")]
    [InlineData("+012345678")]
    [InlineData("+123456")]
    [InlineData("+1234567890123456")]
    [InlineData("+49 30 ONE TWO")]
    [InlineData("+\u0663\u0663\u0661\u0662\u0663\u0664\u0665\u0666")]
    [InlineData("+33123456789                              ")]
    public void What_is_no_international_number_is_refused(string text) => PhoneNumber.Create(text).Error.ShouldBe(UserErrors.InvalidPhone);

    [Theory]
    [InlineData("fr", "fr")]
    [InlineData("PT-br", "pt-BR")]
    [InlineData("zh-hant-tw", "zh-Hant-TW")]
    [InlineData("es-419", "es-419")]
    [InlineData("de-CH-1996", "de-CH-1996")]
    [InlineData("sl-ROZAJ-biske", "sl-rozaj-biske")]
    public void A_language_is_kept_in_the_recommended_case(string text, string expected) =>
        LanguageTag.Create(text).Value.ShouldNotBeNull().Value.ShouldBe(expected);

    [Theory]
    [InlineData("french")]
    [InlineData("fr_FR")]
    [InlineData("fr-")]
    [InlineData("fr-FR-x-private")]
    [InlineData("en-u-ca-buddhist")]
    [InlineData("fr\nDE")]
    public void What_is_no_language_is_refused(string text) => LanguageTag.Create(text).Error.ShouldBe(UserErrors.InvalidLocale);

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("UTC")]
    public void A_zone_of_the_IANA_database_is_taken(string name) => TimeZoneName.Create(name).Value.ShouldNotBeNull().Value.ShouldBe(name);

    [Theory]
    [InlineData("Mars/Olympus_Mons")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("../../etc/passwd")]
    [InlineData("+02:00")]
    public void Any_other_zone_is_refused(string name) => TimeZoneName.Create(name).Error.ShouldBe(UserErrors.InvalidTimeZone);

    [Fact]
    public void What_was_taken_once_is_taken_again_as_the_same() =>
        Prop.ForAll(
            Gen.Elements("+1 202 555 0100", "+44 20 7946 0958", "pt-br", "ZH-hans", "Europe/Paris", "Ada", "x").ToArbitrary(),
            text => IsStable(text, one => PhoneNumber.Create(one).Value?.Value)
                && IsStable(text, one => LanguageTag.Create(one).Value?.Value)
                && IsStable(text, one => TimeZoneName.Create(one).Value?.Value))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_somebody_writes_is_refused_with_its_field_or_kept_as_it_will_be_read() =>
        Prop.ForAll<string?>(text =>
        {
            var input = new ProfileInput(text, text, text, text, text, text);
            if (input.Errors().Any())
                return true;
            var kept = ProfileInput.Of(UserView.From(Edited(input)));
            return ProfileInput.Of(UserView.From(Edited(kept))) == kept;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_field_that_breaks_a_rule_is_named_once() =>
        new ProfileInput(" ", new string('x', 101), "a\nb", "911", "klingon!", "Mars").Errors().Select(error => error.Field)
            .ShouldBe(["displayName", "givenName", "familyName", "phone", "locale", "timeZone"]);

    [Fact]
    public void What_is_blank_is_unknown() =>
        Edited(new ProfileInput("Ada", " ", string.Empty, "  ", null, "\t"))
            .ShouldSatisfyAllConditions(user => user.GivenName.ShouldBeNull(), user => user.Phone.ShouldBeNull(), user => user.TimeZone.ShouldBeNull());

    [Fact]
    public void An_edit_tells_what_it_changed_from_what_to_what()
    {
        var user = Somebody();
        user.Edit(new ProfileInput("Countess", "Ada", Phone: "+44 20 7946 0958").ToProfile(), At.AddHours(1)).IsSuccess.ShouldBeTrue();
        user.Changes.ShouldBe([new("displayName", "Ada", "Countess"), new("givenName", null, "Ada"), new("phone", null, "+442079460958")]);
        user.UpdatedAt.ShouldBe(At.AddHours(1));
    }

    [Fact]
    public void An_edit_that_says_what_is_so_changes_nothing()
    {
        var user = Somebody();
        user.Edit(new ProfileInput(" Ada ").ToProfile(), At.AddHours(1)).IsSuccess.ShouldBeTrue();
        (user.Changes.Count, user.UpdatedAt).ShouldBe((0, At));
    }

    [Fact]
    public void Whoever_is_deleted_is_restored_before_anybody_edits_them()
    {
        var user = Somebody();
        user.Become(UserStatus.Deleted, 1, At);
        user.Edit(new ProfileInput("Ada").ToProfile(), At).Error.ShouldBe(UserErrors.Deleted);
    }

    private static bool IsStable(string text, Func<string, string?> create) => create(text) is not { } kept || create(kept) == kept;

    private static User Somebody() => User.Provision(
        Guid.CreateVersion7(), Email.Create("ada@people.test").Value!, DisplayName.Create("Ada").Value!, ["member"], emailVerified: true, At);

    private static User Edited(ProfileInput input)
    {
        var user = Somebody();
        user.Edit(input.ToProfile(), At);
        return user;
    }
}
