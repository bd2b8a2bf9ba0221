using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Application.Reactions;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;
using Monolith.Users.Contracts.Events;

namespace Monolith.Tests.Unit.Realtime;

public sealed class PushReactionTests : IPublisher, ICorrelation
{
    private readonly List<(string Channel, Publication Publication)> pushed = [];

    string ICorrelation.Id => "corr-1";

    Task IPublisher.PublishAsync(ChannelName channel, Publication publication, CancellationToken cancellationToken)
    {
        pushed.Add((channel.Value, publication));
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_new_person_is_pushed_to_the_directory()
    {
        var created = new UserCreated(Guid.CreateVersion7(), "ann@example.org", "Ann", "invited", ["member"], DateTimeOffset.UnixEpoch);
        await PushOnUserCreatedHandler.Handle(created, this, this, TestContext.Current.CancellationToken);

        var (channel, publication) = pushed.ShouldHaveSingleItem();
        channel.ShouldBe("users");
        publication.ShouldBe(new Publication(UserCreated.Alias, publication.Id, created, "corr-1", created.CreatedAt));
    }

    [Fact]
    public async Task An_activation_is_pushed_to_the_directory_and_to_the_person()
    {
        var activated = new UserActivated(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        await PushOnUserActivatedHandler.Handle(activated, this, this, TestContext.Current.CancellationToken);
        pushed.Select(push => push.Channel).ShouldBe(["users", $"user:{activated.UserId}"]);
    }

    [Fact]
    public async Task Who_is_erased_is_told_by_the_id_alone()
    {
        var erased = new UserErased(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        await PushOnUserErasedHandler.Handle(erased, this, this, TestContext.Current.CancellationToken);
        var (channel, publication) = pushed.ShouldHaveSingleItem();
        (channel, publication.Data).ShouldBe(("users", erased));
    }

    [Fact]
    public async Task How_far_an_import_is_is_pushed_to_whoever_looks_at_it()
    {
        var progressed = new UserImportProgressed(Guid.CreateVersion7(), "running", 10, 5, 4, 1, 0, 0, 0, 0, DateTimeOffset.UnixEpoch);
        await PushOnUserImportProgressedHandler.Handle(progressed, this, this, TestContext.Current.CancellationToken);
        var (channel, publication) = pushed.ShouldHaveSingleItem();
        (channel, publication.Data).ShouldBe(($"users.import:{progressed.ImportId}", progressed));
    }

    [Fact]
    public async Task A_repeated_reaction_repeats_the_id_and_another_fact_has_another()
    {
        var first = new UserActivated(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        var later = first with { ActivatedAt = first.ActivatedAt.AddSeconds(1) };
        var other = first with { UserId = Guid.CreateVersion7() };
        foreach (var activated in new[] { first, first, later, other })
            await PushOnUserActivatedHandler.Handle(activated, this, this, TestContext.Current.CancellationToken);

        var ids = pushed.Where(push => push.Channel == "users").Select(push => push.Publication.Id).ToArray();
        ids[1].ShouldBe(ids[0]);
        ids.Distinct().Count().ShouldBe(3);
        ids.ShouldAllBe(id => id.Version == 8);
    }
}
