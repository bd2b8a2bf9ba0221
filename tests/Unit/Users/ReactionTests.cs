using Monolith.Identity.Contracts.Events;
using Monolith.Users.Application.Reactions;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

/// <summary>What the directory makes of Identity's events, whatever their number and order.</summary>
public sealed class ReactionTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly People people = new();
    private readonly AccountRegistered registered = new(Guid.CreateVersion7(), "Ada@People.test", "Ada Lovelace", ["member"], EmailVerified: false, At);

    [Fact]
    public void A_registration_brings_a_profile_and_says_so()
    {
        Provision(registered).ShouldBeEquivalentTo(new UserCreated(registered.AccountId, "ada@people.test", "Ada Lovelace", "invited", ["member"], At));
        people.Stored[registered.AccountId].Status.ShouldBe(UserStatus.Invited);
    }

    [Fact]
    public void An_administrator_who_needs_no_confirmation_is_active_at_once() =>
        Provision(registered with { EmailVerified = true }).Status.ShouldBe("active");

    [Fact]
    public void A_registration_that_breaks_the_directorys_rules_is_not_lost_silently() =>
        Should.Throw<InvalidOperationException>(() => Provision(registered with { DisplayName = string.Empty }));

    [Fact]
    public async Task A_confirmation_activates_once()
    {
        Provision(registered);
        var verified = new EmailVerified(registered.AccountId, At.AddMinutes(1));
        (await Activate(verified)).ShouldBe(new UserActivated(registered.AccountId, At.AddMinutes(1)));
        (await Activate(verified)).ShouldBeNull();
        people.Updates.ShouldBe(1);
    }

    [Fact]
    public async Task A_confirmation_that_overtakes_the_registration_asks_to_be_tried_again()
    {
        var verified = new EmailVerified(registered.AccountId, At);
        await Should.ThrowAsync<ProfileNotProvisionedYetException>(() => Activate(verified));
        Provision(registered);
        (await Activate(verified)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_invitation_that_is_taken_back_frees_the_address_once_and_says_why()
    {
        var profile = new Profile(DisplayName.Create("Ada").Value!, null, null, null, null, null);
        var invited = User.Invite(Guid.CreateVersion7(), Email.Create(registered.Email).Value!, profile, ["member"], At);
        people.Add(invited);
        var refused = new InvitationRefused(invited.Id, InvitationRefused.AddressTaken, At);
        (await TakeBackAsync(refused)).ShouldBe(new UserDeleted(invited.Id, At));
        (await TakeBackAsync(refused)).ShouldBeNull();
        invited.Changes[^1].ShouldBe(new FieldChange("invitation", null, "address-taken"));
        people.Stored.ShouldBeEmpty();
    }

    private Task<UserDeleted?> TakeBackAsync(InvitationRefused message) =>
        TakeBackOnInvitationRefusedHandler.Handle(message, people, TestContext.Current.CancellationToken);

    private UserCreated Provision(AccountRegistered message) => ProvisionProfileOnAccountRegisteredHandler.Handle(message, people);

    private Task<UserActivated?> Activate(EmailVerified message) =>
        ActivateUserOnEmailVerifiedHandler.Handle(message, people, TestContext.Current.CancellationToken);
}
