using Monolith.Identity.Contracts;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Features;
using Monolith.Users.Application.Ports;
using Monolith.Users.Application.Reactions;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

/// <summary>The directory and Identity, whoever of them comes first.</summary>
public sealed class ChangeStatusTests : IAccounts, IUserRepository
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly List<SetAccountStanding> asked = [];
    private readonly User person = User.Provision(
        Guid.CreateVersion7(), Email.Create("ada@people.test").Value!, DisplayName.Create("Ada").Value!, [], emailVerified: true, At);

    private Error? refusal;
    private int revision;
    private int updates;

    [Fact]
    public async Task Identity_decides_first()
    {
        refusal = new Error("identity.last_admin", "No.", ErrorKind.Conflict);
        var (refused, nothing) = await ChangeAsync(UserChange.Suspend);
        (refused.Error, nothing, person.Status, updates).ShouldBe((refusal, null, UserStatus.Active, 0));

        refusal = null;
        var (result, told) = await ChangeAsync(UserChange.Suspend);
        (result.Value!.Status, told, updates).ShouldBe((UserStatus.Suspended, new UserSuspended(person.Id, At), 1));
        asked.ShouldAllBe(request => request.Standing == AccountStanding.Suspended);
    }

    [Fact]
    public async Task Each_change_tells_what_became_of_the_person()
    {
        List<object?> told = [];
        foreach (var change in new[] { UserChange.Suspend, UserChange.Delete, UserChange.Restore, UserChange.Reactivate, UserChange.Delete, UserChange.Restore })
            told.Add((await ChangeAsync(change)).Told);
        told.ShouldBe(
        [
            new UserSuspended(person.Id, At),
            new UserDeleted(person.Id, At),
            new UserRestored(person.Id, "suspended", At),
            new UserReactivated(person.Id, At),
            new UserDeleted(person.Id, At),
            new UserRestored(person.Id, "active", At),
        ]);
        asked.Select(request => request.Standing).ShouldBe(
        [
            AccountStanding.Suspended, AccountStanding.Deleted, AccountStanding.Suspended,
            AccountStanding.Good, AccountStanding.Deleted, AccountStanding.Good,
        ]);
    }

    [Fact]
    public async Task What_is_so_already_is_done_whichever_version_the_caller_saw_and_nobody_is_asked()
    {
        await ChangeAsync(UserChange.Suspend);
        var (result, told) = await ChangeAsync(UserChange.Suspend, Precondition.OneOf([]));
        (result.IsSuccess, told, asked.Count).ShouldBe((true, null, 1));
        (await ChangeAsync(UserChange.Reactivate, Precondition.OneOf([]))).Result.Error.ShouldBe(Precondition.Failed);
    }

    [Fact]
    public async Task What_the_directory_missed_identitys_event_brings_and_only_once()
    {
        revision = 3;
        var changed = new AccountStandingChanged(person.Id, AccountStanding.Suspended, revision, At);
        (await FollowOnAccountStandingChangedHandler.Handle(changed, this, default)).ShouldBe(new UserSuspended(person.Id, At));
        (await FollowOnAccountStandingChangedHandler.Handle(changed, this, default)).ShouldBeNull();
        (await FollowOnAccountStandingChangedHandler.Handle(changed with { Standing = AccountStanding.Good, Revision = 2 }, this, default)).ShouldBeNull();
        person.Status.ShouldBe(UserStatus.Suspended);
        (await FollowOnAccountStandingChangedHandler.Handle(changed with { Standing = AccountStanding.Good, Revision = 4 }, this, default))
            .ShouldBe(new UserReactivated(person.Id, At));
    }

    [Fact]
    public async Task An_event_about_somebody_who_is_not_there_yet_is_tried_again() =>
        await Should.ThrowAsync<ProfileNotProvisionedYetException>(() => FollowOnAccountStandingChangedHandler.Handle(
            new AccountStandingChanged(Guid.CreateVersion7(), AccountStanding.Deleted, 1, At), this, default));

    Task<Result<AccountStandingSet>> IAccounts.SetStandingAsync(SetAccountStanding request, CancellationToken cancellationToken)
    {
        asked.Add(request);
        Result<AccountStandingSet> answer = refusal is null ? new AccountStandingSet(request.AccountId, request.Standing, ++revision, At) : refusal;
        return Task.FromResult(answer);
    }

    Task<Result<AccountErasure>> IAccounts.EraseAsync(EraseAccount request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nobody is erased here.");

    Task<User?> IUserRepository.FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(id == person.Id ? person : null);

    Task<User?> IUserRepository.FindEvenErasedAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(id == person.Id ? person : null);

    Task<User?> IUserRepository.FindAloneAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(id == person.Id ? person : null);

    Task<bool> IUserRepository.IsTakenAsync(string email, CancellationToken cancellationToken) => Task.FromResult(email == person.Email);

    Task<IReadOnlyList<User>> IUserRepository.FindByEmailsAsync(IReadOnlyCollection<string> emails, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nobody is looked for by address here.");

    Task<IReadOnlyList<User>> IUserRepository.FindManyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nobody else is looked for here.");

    void IUserRepository.Add(User user, Guid actorId) => throw new InvalidOperationException("Nobody is added here.");

    void IUserRepository.Remove(User user) => throw new InvalidOperationException("Nobody is removed here.");

    void IUserRepository.Add(User user) => throw new InvalidOperationException("Nobody is added here.");

    void IUserRepository.Erase(User user, Guid? actorId) => throw new InvalidOperationException("Nobody is erased here.");

    void IUserRepository.Update(User user, Guid? actorId) => updates++;

    private Task<(Result<UserView> Result, object? Told)> ChangeAsync(UserChange change, Precondition? precondition = null) => ChangeStatusHandler.Handle(
        new ChangeStatus(person.Id, change, precondition ?? Precondition.Present, new Requester(Guid.CreateVersion7(), new HashSet<string>(), null, null)),
        this,
        this,
        default);
}
