using System.Text.Json;
using Monolith.Shared.Kernel;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

/// <summary>What can become of a person, and what Identity's word makes of one.</summary>
public sealed class UserLifeTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(UserStatus.Active, UserChange.Suspend, UserStatus.Suspended)]
    [InlineData(UserStatus.Active, UserChange.Reactivate, UserStatus.Active)]
    [InlineData(UserStatus.Active, UserChange.Delete, UserStatus.Deleted)]
    [InlineData(UserStatus.Active, UserChange.Restore, UserStatus.Active)]
    [InlineData(UserStatus.Suspended, UserChange.Suspend, UserStatus.Suspended)]
    [InlineData(UserStatus.Suspended, UserChange.Reactivate, UserStatus.Active)]
    [InlineData(UserStatus.Suspended, UserChange.Delete, UserStatus.Deleted)]
    [InlineData(UserStatus.Suspended, UserChange.Restore, UserStatus.Suspended)]
    [InlineData(UserStatus.Invited, UserChange.Delete, UserStatus.Deleted)]
    [InlineData(UserStatus.Invited, UserChange.Restore, UserStatus.Invited)]
    [InlineData(UserStatus.Deleted, UserChange.Delete, UserStatus.Deleted)]
    public void A_change_leads_on_or_is_so_already(UserStatus status, UserChange change, UserStatus expected) =>
        Person(status).After(change).Value.ShouldBe(expected);

    [Theory]
    [InlineData(UserStatus.Invited, UserChange.Suspend, "users.not_confirmed")]
    [InlineData(UserStatus.Invited, UserChange.Reactivate, "users.not_confirmed")]
    [InlineData(UserStatus.Deleted, UserChange.Suspend, "users.deleted")]
    [InlineData(UserStatus.Deleted, UserChange.Reactivate, "users.deleted")]
    public void Some_changes_cannot_be(UserStatus status, UserChange change, string code)
    {
        var refused = Person(status).After(change).Error.ShouldNotBeNull();
        (refused.Code, refused.Kind).ShouldBe((code, ErrorKind.Conflict));
    }

    [Theory]
    [InlineData(UserStatus.Invited)]
    [InlineData(UserStatus.Active)]
    [InlineData(UserStatus.Suspended)]
    public void A_deleted_person_is_restored_to_what_they_were(UserStatus before)
    {
        var person = Person(before);
        person.Become(UserStatus.Deleted, 7, At.AddHours(1)).ShouldBeTrue();
        Stored(person).After(UserChange.Restore).Value.ShouldBe(before);
        person.Become(before, 8, At.AddHours(2)).ShouldBeTrue();
        (person.Status, person.StatusBeforeDeletion, person.UpdatedAt).ShouldBe((before, null, At.AddHours(2)));
    }

    [Fact]
    public void What_was_heard_before_changes_nothing()
    {
        var person = Person(UserStatus.Active);
        person.Become(UserStatus.Suspended, 1, At.AddHours(1)).ShouldBeTrue();
        person.Become(UserStatus.Active, 2, At.AddHours(2)).ShouldBeTrue();
        person.Become(UserStatus.Suspended, 1, At.AddHours(1)).ShouldBeFalse();
        (person.Status, person.UpdatedAt).ShouldBe((UserStatus.Active, At.AddHours(2)));
    }

    [Fact]
    public void Who_confirms_the_address_just_before_being_deleted_is_active_once_restored()
    {
        var person = Person(UserStatus.Invited);
        person.Become(UserStatus.Deleted, 1, At);
        person.Activate(At.AddHours(1)).ShouldBeTrue();
        person.Status.ShouldBe(UserStatus.Deleted);
        person.After(UserChange.Restore).Value.ShouldBe(UserStatus.Active);
        person.WhenLetIn().ShouldBe(UserStatus.Active);
    }

    private static User Stored(User person) => JsonSerializer.Deserialize<User>(JsonSerializer.Serialize(person))!;

    private static User Person(UserStatus status)
    {
        var person = User.Provision(
            Guid.CreateVersion7(), Email.Create("ada@people.test").Value!, DisplayName.Create("Ada").Value!, [], status != UserStatus.Invited, At);
        if (status is UserStatus.Suspended or UserStatus.Deleted)
            person.Become(status, 1, At);
        return person;
    }
}
