using Marten;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Tests.Integration.Fixture;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Tests.Integration.Users;

public sealed class UserCountsTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const int Writers = 16;
    private const int PeopleEach = 10;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_has_written_finds_it_in_the_next_total_however_many_count_at_once()
    {
        var name = $"Counted {Guid.CreateVersion7():N}";
        var written = 0;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            for (var i = 0; i < PeopleEach; i++)
            {
                await AddAsync(name);
                var before = Interlocked.Increment(ref written);
                (await TotalAsync(name)).ShouldBeGreaterThanOrEqualTo(before);
            }
        }));
        (await TotalAsync(name)).ShouldBe(Writers * PeopleEach);
    }

    [Fact]
    public async Task Whoever_stops_waiting_does_not_stop_the_others()
    {
        var name = $"Waited {Guid.CreateVersion7():N}";
        for (var i = 0; i <= PeopleEach; i++)
            await AddAsync(name);
        using var impatience = new CancellationTokenSource();
        var impatient = Enumerable.Range(0, Writers).Select(_ => TotalAsync(name, impatience.Token)).ToList();
        var patient = Enumerable.Range(0, Writers).Select(_ => TotalAsync(name)).ToList();
        await impatience.CancelAsync();
        (await Task.WhenAll(patient)).ShouldAllBe(total => total == PeopleEach + 1);
        foreach (var total in impatient)
            await total.ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task AddAsync(string name)
    {
        await using var session = fixture.Host.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var id = Guid.CreateVersion7();
        session.Insert(User.Provision(id, Email.Create($"{id:N}@people.test").Value!, DisplayName.Create(name).Value!, ["member"], emailVerified: true, TimeProvider.System.GetUtcNow()));
        await session.SaveChangesAsync(Cancellation);
    }

    /// <summary>Asked by the smallest page, which is full and so needs the count.</summary>
    private async Task<long> TotalAsync(string name, CancellationToken cancellationToken = default)
    {
        await using var scope = fixture.Host.Services.CreateAsyncScope();
        var page = Shared.Kernel.PageRequest.Create(1, 1, sort: null, IUserQueries.SortFields).Value!;
        return (await scope.ServiceProvider.GetRequiredService<IUserQueries>().ListAsync(UserFilter.Create(name, status: null).Value!, page, cancellationToken)).Total;
    }
}
