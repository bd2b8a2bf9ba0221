using System.Text.Json;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

public sealed class UserTests
{
    private static readonly DateTimeOffset Registered = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(false, UserStatus.Invited)]
    [InlineData(true, UserStatus.Active)]
    public void Who_registers_is_invited_until_the_address_is_confirmed(bool verified, UserStatus expected)
    {
        var user = Provision(verified);
        user.Status.ShouldBe(expected);
        user.CreatedAt.ShouldBe(Registered);
        user.UpdatedAt.ShouldBe(Registered);
    }

    [Fact]
    public void Who_confirms_the_address_becomes_active_and_only_once()
    {
        var user = Provision(verified: false);
        user.Activate(Registered.AddMinutes(1)).ShouldBeTrue();
        user.Activate(Registered.AddMinutes(2)).ShouldBeFalse();
        user.Status.ShouldBe(UserStatus.Active);
        user.UpdatedAt.ShouldBe(Registered.AddMinutes(1));
    }

    [Fact]
    public void A_person_needs_an_account() =>
        Should.Throw<ArgumentOutOfRangeException>(() => User.Provision(
            Guid.Empty, Email.Create("ada@people.test").Value!, DisplayName.Create("Ada").Value!, [], emailVerified: false, Registered));

    [Fact]
    public void A_stored_person_is_read_as_it_was_but_for_its_version()
    {
        var user = Provision(verified: false);
        var read = JsonSerializer.Deserialize<User>(JsonSerializer.Serialize(user)).ShouldNotBeNull();
        (read.Id, read.Email, read.DisplayName, read.Status, read.CreatedAt).ShouldBe((user.Id, user.Email, user.DisplayName, user.Status, user.CreatedAt));
        read.Roles.ShouldBe(["member"]);
        JsonSerializer.Serialize(user).ShouldNotContain("Version");
    }

    [Fact]
    public void Every_status_has_a_name_of_its_own() =>
        Enum.GetValues<UserStatus>().Select(status => status.Name()).ShouldBe(["invited", "active", "suspended", "deleted", "erased"]);

    private static User Provision(bool verified) => User.Provision(
        Guid.CreateVersion7(),
        Email.Create("ada@people.test").Value!,
        DisplayName.Create("Ada Lovelace").Value!,
        ["member"],
        verified,
        Registered);
}
