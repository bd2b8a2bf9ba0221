using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Identity.Contracts.Events;
using Monolith.Tests.Integration.Fixture;
using Monolith.Users.Contracts.Events;
using Wolverine;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Users;

/// <summary>Identity's events as the queues may deliver them: twice, or out of order.</summary>
public sealed class ReactionTests(OneHost fixture) : IClassFixture<OneHost>
{
    private readonly AccountRegistered registered =
        new(Guid.CreateVersion7(), People.NewEmail(), "Ada Lovelace", ["member"], EmailVerified: false, DateTimeOffset.UnixEpoch);

    [Fact]
    public async Task A_registration_delivered_twice_makes_one_profile_and_one_event()
    {
        var first = await Track().PublishMessageAndWaitAsync(registered);
        Created(first).ShouldNotBeEmpty();
        var second = await Track().DoNotAssertOnExceptionsDetected().PublishMessageAndWaitAsync(registered);
        Created(second).ShouldBeEmpty();
        second.MovedToErrorQueue.AllMessages().ShouldBeEmpty();
        ((string)(await ProfileAsync())["status"]!).ShouldBe("invited");
    }

    /// <summary>Of this test's person: the administrator of a fresh host is provisioned at the same time.</summary>
    private IEnumerable<UserCreated> Created(ITrackedSession session) => session.FindEnvelopesWithMessageType<UserCreated>()
        .Select(record => record.Message).OfType<UserCreated>().Where(created => created.UserId == registered.AccountId);

    [Fact]
    public async Task A_confirmation_delivered_twice_activates_once()
    {
        var verified = new EmailVerified(registered.AccountId, DateTimeOffset.UnixEpoch.AddHours(1));
        await Track().PublishMessageAndWaitAsync(registered);
        (await Track().PublishMessageAndWaitAsync(verified)).FindSingleTrackedMessageOfType<UserActivated>().UserId.ShouldBe(registered.AccountId);
        (await Track().PublishMessageAndWaitAsync(verified)).FindEnvelopesWithMessageType<UserActivated>().ShouldBeEmpty();
        ((long)(await ProfileAsync())["version"]!).ShouldBe(2);
    }

    [Fact]
    public async Task A_confirmation_that_overtakes_the_registration_still_activates()
    {
        await Track().DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(ConfirmAndRegisterAsync);
        ((string)(await ProfileAsync())["status"]!).ShouldBe("active");
    }

    private async Task ConfirmAndRegisterAsync(IMessageContext bus)
    {
        await bus.PublishAsync(new EmailVerified(registered.AccountId, DateTimeOffset.UnixEpoch.AddHours(1)));
        await bus.PublishAsync(registered);
    }

    private TrackedSessionConfiguration Track() => fixture.Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(30));

    private async Task<JsonObject> ProfileAsync()
    {
        using var admin = await fixture.Host.AdminAsync();
        return (await admin.GetFromJsonAsync<JsonObject>($"/api/v1/users/{registered.AccountId}"))!;
    }
}
