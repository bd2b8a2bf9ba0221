using System.Text.Json;
using Monolith.Identity.Contracts;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Application;
using Monolith.Users.Application.Features;
using Monolith.Users.Application.Ports;
using Monolith.Users.Application.Reactions;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

/// <summary>The end of a person's life in the directory, whoever comes late.</summary>
public sealed class EraseUserTests : IAccounts
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = At.AddDays(1);

    private readonly People people = new();
    private readonly User person = User.Invite(
        Guid.CreateVersion7(),
        Email.Create("ada@people.test").Value!,
        new ProfileInput("Ada", "Augusta", "Lovelace", "+44 20 7946 0958", "en-GB", "Europe/London").ToProfile(),
        ["member"],
        At);

    private readonly Requester requester = new(Guid.CreateVersion7(), new HashSet<string> { UsersPermissions.Delete }, null, null);

    private Error? refusal;
    private int asked;

    public EraseUserTests() => people.Add(person);

    [Theory]
    [InlineData(UserStatus.Invited)]
    [InlineData(UserStatus.Active)]
    [InlineData(UserStatus.Suspended)]
    [InlineData(UserStatus.Deleted)]
    public void Whatever_somebody_was_nothing_is_left_but_the_id(UserStatus before)
    {
        if (before != UserStatus.Invited)
            person.Become(before, 1, At);
        person.Erase(Later).ShouldBeTrue();
        var stored = JsonSerializer.Serialize(person);
        foreach (var value in new[] { "\"Ada\"", "ada@", "Augusta", "Lovelace", "442079460958", "en-GB", "London", "member" })
            stored.ShouldNotContain(value, Case.Insensitive);
        (person.IsErased, person.StatusBeforeDeletion, person.UpdatedAt).ShouldBe((true, null, Later));
        person.Changes[^1].ShouldBe(new FieldChange("status", before.Name(), "erased"));
        person.Erase(Later.AddDays(1)).ShouldBeFalse();
    }

    [Fact]
    public void Nobody_has_the_address_that_stands_in_its_place()
    {
        var other = User.Provision(Guid.CreateVersion7(), Email.Create("eve@people.test").Value!, DisplayName.Create("Eve").Value!, [], true, At);
        person.Erase(At);
        other.Erase(At);
        person.Email.ShouldEndWith(".invalid");
        person.Email.ShouldNotBe(other.Email);
    }

    [Fact]
    public void An_erased_person_is_shown_nowhere()
    {
        UserStatusNames.Shown.ShouldBe([UserStatus.Invited, UserStatus.Active, UserStatus.Suspended, UserStatus.Deleted]);
        var refused = UserFilter.Create(q: null, "erased").Error.ShouldNotBeNull();
        (refused.Field, refused.Message).ShouldBe(("status", "Must be one of invited, active, suspended, deleted."));
    }

    [Fact]
    public async Task What_comes_late_changes_nothing_and_is_not_tried_again()
    {
        await EraseAsync();
        var (stored, updates) = (JsonSerializer.Serialize(person), people.Updates);
        (await ActivateUserOnEmailVerifiedHandler.Handle(new EmailVerified(person.Id, Later), people, default)).ShouldBeNull();
        (await ShowRolesOnAccountRolesChangedHandler.Handle(new AccountRolesChanged(person.Id, ["admin"], 99, Later), people, default)).ShouldBeNull();
        foreach (var standing in Enum.GetValues<AccountStanding>())
        {
            var changed = new AccountStandingChanged(person.Id, standing, 99, Later);
            (await FollowOnAccountStandingChangedHandler.Handle(changed, people, default)).ShouldBeNull();
        }

        (await TakeBackOnInvitationRefusedHandler.Handle(new InvitationRefused(person.Id, "address-taken", Later), people, default)).ShouldBeNull();
        (JsonSerializer.Serialize(person), people.Updates).ShouldBe((stored, updates));
    }

    [Fact]
    public async Task Identity_decides_first()
    {
        refusal = new Error("identity.last_admin", "No.", ErrorKind.Conflict);
        var (refused, nothing) = await EraseAsync();
        (refused.Error, nothing, person.IsErased, people.Updates).ShouldBe((refusal, null, false, 0));

        refusal = null;
        var (result, told) = await EraseAsync();
        (result.IsSuccess, told, people.Updates).ShouldBe((true, new UserErased(person.Id, Later), 1));
    }

    [Fact]
    public async Task What_is_done_is_done_whichever_version_the_caller_saw_and_nobody_is_asked_again()
    {
        (await EraseAsync(Precondition.OneOf([]))).Result.Error.ShouldBe(Precondition.Failed);
        await EraseAsync();
        var (result, told) = await EraseAsync(Precondition.OneOf([]));
        (result.IsSuccess, told, asked, people.Updates).ShouldBe((true, null, 1, 1));
        person.Erase(Later).ShouldBeFalse();
        people.Stored.Clear();
        (await EraseAsync()).Result.Error.ShouldBe(UserErrors.NotFound);
    }

    [Fact]
    public async Task What_the_directory_missed_identitys_event_brings_and_only_once()
    {
        var erased = new AccountErased(person.Id, Later, requester.Id);
        (await EraseOnAccountErasedHandler.Handle(erased, people, default)).ShouldBe(new UserErased(person.Id, Later));
        (await EraseOnAccountErasedHandler.Handle(erased, people, default)).ShouldBeNull();
        people.Stored[person.Id].IsErased.ShouldBeTrue();
        await Should.ThrowAsync<ProfileNotProvisionedYetException>(() =>
            EraseOnAccountErasedHandler.Handle(erased with { AccountId = Guid.CreateVersion7() }, people, default));
    }

    [Fact]
    public async Task Who_has_neither_the_account_nor_the_permission_gets_nothing_and_who_is_another_is_recorded()
    {
        (await AskAsync(requester)).ShouldBe((Result.Success, new RecordDataAccess(person.Id, requester.Id, null, null)));
        (await AskAsync(requester with { Id = person.Id, Permissions = new HashSet<string>() })).ShouldBe((Result.Success, null));
        (await AskAsync(requester with { Permissions = new HashSet<string> { UsersPermissions.Read } })).Result.Error.ShouldBe(UserErrors.DataOfAnother);
        await EraseAsync();
        (await AskAsync(requester)).Result.Error.ShouldBe(UserErrors.NotFound);
    }

    Task<Result<AccountErasure>> IAccounts.EraseAsync(EraseAccount request, CancellationToken cancellationToken)
    {
        asked++;
        return Task.FromResult<Result<AccountErasure>>(refusal is null ? new AccountErasure(request.AccountId, Later) : refusal);
    }

    Task<Result<AccountStandingSet>> IAccounts.SetStandingAsync(SetAccountStanding request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nobody is kept out here.");

    private Task<(Result Result, UserErased? Told)> EraseAsync(Precondition? precondition = null) =>
        EraseUserHandler.Handle(new EraseUser(person.Id, precondition ?? Precondition.Present, requester), people, this, default);

    private Task<(Result Result, RecordDataAccess? Told)> AskAsync(Requester reader) =>
        RequestUserDataHandler.Handle(new RequestUserData(person.Id, reader), people, default);
}
