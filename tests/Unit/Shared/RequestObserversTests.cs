using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Infrastructure.Http;

namespace Monolith.Tests.Unit.Shared;

public sealed class RequestObserversTests : IRequestObserver
{
    private readonly ManualClock _clock = new();
    private readonly List<EndedRequest> _seen = [];

    void IRequestObserver.Ended(in EndedRequest request) => _seen.Add(request);

    [Theory]
    [InlineData(500, false)]
    [InlineData(501, true)]
    public async Task Slow_is_what_takes_longer_than_the_setting_says(int milliseconds, bool isSlow)
    {
        await RunAsync(_ => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds)));
        _seen.ShouldHaveSingleItem().IsSlow.ShouldBe(isSlow);
        _seen[0].Elapsed.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public async Task A_connection_that_was_taken_over_is_not_slow_however_long_it_lives()
    {
        await RunAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status101SwitchingProtocols;
            _clock.Advance(TimeSpan.FromHours(1));
        });
        await RunAsync(context =>
        {
            context.Request.Method = HttpMethods.Connect;
            _clock.Advance(TimeSpan.FromHours(1));
        });
        _seen.Select(request => request.IsSlow).ShouldBe([false, false]);
    }

    [Fact]
    public async Task The_path_is_told_as_it_was_asked()
    {
        await RunAsync(context => context.Request.Path = "/elsewhere");
        _seen.ShouldHaveSingleItem().Path.ShouldBe(new PathString("/base/asked"));
    }

    [Fact]
    public async Task A_request_that_fails_is_told_too()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(_ => throw new InvalidOperationException()));
        _seen.ShouldHaveSingleItem();
    }

    private async Task RunAsync(Action<HttpContext> answer)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IRequestObserver>(this)
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseRequestObservers();
        app.Run(context =>
        {
            answer(context);
            return Task.CompletedTask;
        });
        var context = new DefaultHttpContext { Request = { PathBase = "/base", Path = "/asked" } };
        await app.Build()(context);
    }
}
