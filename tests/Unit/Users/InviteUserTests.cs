using Monolith.Identity.Contracts.Requests;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Features;
using Monolith.Users.Application.Ports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

public sealed class InviteUserTests : IFirstAnswers
{
    private static readonly Inviter Grace = new(Guid.CreateVersion7(), "Firefox/141.0 on Linux", "192.0.2.7");

    private readonly People people = new();
    private object? kept;

    [Fact]
    public async Task Who_is_invited_is_in_the_directory_and_identity_hears_of_it()
    {
        var (result, created, request) = await InviteAsync(" Ada@People.test ");
        var user = people.Stored.Values.ShouldHaveSingleItem();
        (user.Status, user.Email, user.DisplayName, user.GivenName).ShouldBe((UserStatus.Invited, "ada@people.test", "Countess", "Ada"));
        user.Changes.ShouldBe([new FieldChange("status", null, "invited")]);
        user.Id.Version.ShouldBe(7);
        request.ShouldBe(new InviteAccount(user.Id, user.Email, user.DisplayName, Grace));
        (created!.UserId, created.Status).ShouldBe((user.Id, "invited"));
        (result.Value!.Id, result.Value.Version, kept).ShouldBe((user.Id, 1, result.Value));
    }

    [Fact]
    public async Task An_address_in_the_directory_is_refused_in_whatever_case()
    {
        await InviteAsync("ada@people.test");
        var (refused, created, request) = await InviteAsync("ADA@people.test");
        (refused.Error, created, request).ShouldBe((UserErrors.EmailTaken, null, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@localhost")]
    [InlineData("\"a@b\"@people.test")]
    public void An_address_that_gets_no_account_is_named_before_anybody_is_shown(string email) =>
        new InviteUserValidator().Validate(Command(email)).Errors.ShouldHaveSingleItem().PropertyName.ShouldBe("email");

    [Fact]
    public void The_directory_shows_the_role_that_identity_grants() =>
        Account.Invite(Guid.CreateVersion7(), EmailAddress.Parse("ada@people.test"), "Ada", DateTimeOffset.UnixEpoch).Roles.ShouldBe([InviteAccount.Role]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_link_is_sent_again_to_whoever_has_not_answered(bool answered)
    {
        await InviteAsync("ada@people.test");
        var user = people.Stored.Values.Single();
        if (answered)
            user.Activate(DateTimeOffset.UnixEpoch);
        var (result, request) = await ResendInvitationHandler.Handle(new ResendInvitation(user.Id, Grace), people, default);
        (result.Error, request).ShouldBe(answered ? (UserErrors.NotInvited, null) : (null, new SendInvitation(user.Id, Grace)));
        (await ResendInvitationHandler.Handle(new ResendInvitation(Guid.CreateVersion7(), Grace), people, default)).Item1.Error.ShouldBe(UserErrors.NotFound);
    }

    Task<Result<T>?> IFirstAnswers.FindAsync<T>(Guid callerId, RepeatableRequest? request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<T>?>(null);

    void IFirstAnswers.Keep<T>(Guid callerId, RepeatableRequest? request, T answer) => kept = answer;

    private static InviteUser Command(string email) => new(email, new ProfileInput("Countess", "Ada"), Grace, Request: null);

    private Task<(Result<UserView>, UserCreated?, InviteAccount?)> InviteAsync(string email) =>
        InviteUserHandler.Handle(Command(email), people, this, TimeProvider.System, TestContext.Current.CancellationToken);
}
