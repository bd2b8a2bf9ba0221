using Marten;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Kernel;
using Monolith.Tests.Integration.Fixture;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Tests.Integration.Users;

public sealed class UserPagesTests(OneHost fixture) : IClassFixture<OneHost>
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
                (await PageAsync(name)).Total.ShouldBeGreaterThanOrEqualTo(before);
            }
        }));
        (await PageAsync(name)).Total.ShouldBe(Writers * PeopleEach);
    }

    [Fact]
    public async Task Whoever_has_written_finds_it_on_the_next_page_however_many_read_at_once()
    {
        var name = $"Read {Guid.CreateVersion7():N}";
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            for (var i = 0; i < PeopleEach; i++)
            {
                var id = await AddAsync(name);
                (await PageAsync(name, size: PageRequest.MaxPageSize)).Items.ShouldContain(user => user.Id == id);
            }
        }));
    }

    [Fact]
    public async Task Pages_that_are_asked_for_at_once_are_told_apart()
    {
        var name = $"Apart {Guid.CreateVersion7():N}";
        for (var i = 0; i < PeopleEach; i++)
            await AddAsync(name);
        var pages = await Task.WhenAll(Enumerable.Range(1, PeopleEach).Select(number => PageAsync(name, size: 1, number)));
        pages.Select(page => page.Number).ShouldBe(Enumerable.Range(1, PeopleEach));
        pages.SelectMany(page => page.Items).Select(user => user.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task Whoever_stops_waiting_does_not_stop_the_others()
    {
        var name = $"Waited {Guid.CreateVersion7():N}";
        for (var i = 0; i <= PeopleEach; i++)
            await AddAsync(name);
        using var impatience = new CancellationTokenSource();
        var impatient = Enumerable.Range(0, Writers).Select(_ => PageAsync(name, cancellationToken: impatience.Token)).ToList();
        var patient = Enumerable.Range(0, Writers).Select(_ => PageAsync(name)).ToList();
        await impatience.CancelAsync();
        (await Task.WhenAll(patient)).ShouldAllBe(page => page.Total == PeopleEach + 1);
        foreach (var page in impatient)
            await page.ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task<Guid> AddAsync(string name)
    {
        await using var session = fixture.Host.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        var id = Guid.CreateVersion7();
        session.Insert(User.Provision(id, Email.Create($"{id:N}@people.test").Value!, DisplayName.Create(name).Value!, ["member"], emailVerified: true, TimeProvider.System.GetUtcNow()));
        await session.SaveChangesAsync(Cancellation);
        return id;
    }

    /// <summary>As small as can be unless said otherwise: a full page needs the count.</summary>
    private async Task<UserPage> PageAsync(string name, int size = 1, int number = 1, CancellationToken cancellationToken = default)
    {
        await using var scope = fixture.Host.Services.CreateAsyncScope();
        var page = PageRequest.Create(number, size, sort: null, IUserQueries.SortFields).Value!;
        return await scope.ServiceProvider.GetRequiredService<IUserQueries>().ListAsync(UserFilter.Create(name, status: null).Value!, page, cancellationToken);
    }
}
