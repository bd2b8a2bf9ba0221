using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class InvitationTests : IAccountRepository, IPreparedAccounts
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly List<Account> accounts = [];
    private readonly InviteAccount request = new(Guid.CreateVersion7(), "ada@people.test", "Ada", new Inviter(Guid.CreateVersion7(), null, null));

    [Fact]
    public async Task Asked_twice_one_account_is_made_and_one_mail_is_sent()
    {
        var (mail, refused, _) = await InviteAsync();
        (mail, refused).ShouldBe((new SendInvitation(request.AccountId, request.Inviter), null));
        var (again, refusedAgain, _) = await InviteAsync();
        (again, refusedAgain).ShouldBe((null, null));
        var account = accounts.ShouldHaveSingleItem();
        (account.Id, account.PasswordHash, account.IsInvited, account.MaySignIn()).ShouldBe((request.AccountId, null, true, false));
    }

    [Fact]
    public async Task An_address_of_another_account_is_refused_and_said_so()
    {
        accounts.Add(Account.Register(EmailAddress.Parse("ADA@people.test"), "Somebody else", passwordHash: null, Now));
        var (mail, refused, _) = await InviteAsync();
        mail.ShouldBeNull();
        (refused!.AccountId, refused.Reason).ShouldBe((request.AccountId, InvitationRefused.AddressTaken));
        accounts.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_accepts_may_sign_in_and_every_earlier_link_is_void()
    {
        await InviteAsync();
        var account = accounts.Single();
        var (ticket, _) = OneTimeTicket.For(TicketPurpose.Invitation, account, Now);
        ticket.StillFits(account).ShouldBeTrue();
        account.AcceptInvitation("hash", Now);
        (account.MaySignIn(), account.IsInvited, ticket.StillFits(account)).ShouldBe((true, false, false));
    }

    [Fact]
    public async Task A_request_that_comes_after_the_erasure_makes_no_account()
    {
        accounts.Add(Account.ErasedBefore(request.AccountId, Now));
        var (mail, refused, told) = await InviteAsync();
        (mail, refused, told.Count).ShouldBe((null, null, 0));
        accounts.ShouldHaveSingleItem().IsErased.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_brings_a_password_along_may_sign_in_at_once_and_gets_no_mail()
    {
        var (mail, refused, told) = await InviteAsync(isPrepared: true);
        (mail, refused).ShouldBe((null, null));
        told.OfType<EmailVerified>().ShouldHaveSingleItem().AccountId.ShouldBe(request.AccountId);
        var account = accounts.ShouldHaveSingleItem();
        (account.PasswordHash, account.MaySignIn(), account.IsInvited).ShouldBe(("foreign:hash", true, false));
    }

    [Fact]
    public async Task Nobody_prepares_a_password_for_who_is_invited()
    {
        await InviteAsync();
        Should.Throw<InvalidOperationException>(() => accounts.Single().RegisterAgain("hash of somebody else"));
    }

    Task<Account?> IAccountRepository.FindAsync(Guid id, CancellationToken cancellationToken) =>
        Task.FromResult(accounts.SingleOrDefault(account => account.Id == id && !account.IsErased));

    Task<Account?> IAccountRepository.FindEvenErasedAsync(Guid id, CancellationToken cancellationToken) =>
        Task.FromResult(accounts.SingleOrDefault(account => account.Id == id));

    Task<Account?> IAccountRepository.FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        Task.FromResult(accounts.SingleOrDefault(account => account.NormalizedEmail == normalizedEmail));

    Task<bool> IAccountRepository.IsTakenAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        Task.FromResult(accounts.Any(account => account.NormalizedEmail == normalizedEmail));

    void IAccountRepository.Add(Account account) => accounts.Add(account);

    void IAccountRepository.Update(Account account) => throw new InvalidOperationException("Nobody is changed here.");

    Task<string?> IPreparedAccounts.TakePasswordAsync(Guid accountId, CancellationToken cancellationToken) => Task.FromResult<string?>("foreign:hash");

    private Task<(SendInvitation?, InvitationRefused?, IReadOnlyList<object>)> InviteAsync(bool isPrepared = false) =>
        InviteAccountHandler.Handle(request with { IsPrepared = isPrepared }, this, this, TimeProvider.System, TestContext.Current.CancellationToken);
}
