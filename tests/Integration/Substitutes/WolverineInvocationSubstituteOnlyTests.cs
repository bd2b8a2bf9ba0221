using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What an attempt to handle a message is given, and how it ends.</summary>
public sealed class WolverineInvocationSubstituteOnlyTests(Services services) : WolverineTest(services)
{
    [Fact]
    public async Task Does_not_repeat_what_is_committed_when_a_dependency_fails_to_end()
    {
        var host = await StartAsync();
        var message = new Last(Guid.CreateVersion7());

        await host.InvokeMessageAndWaitAsync(message);

        _probe.Seen.ShouldBe([message, "ended"]);
        (await _database.CountEntriesAsync(message.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Gives_every_attempt_its_own_scope_and_the_same_envelope()
    {
        var host = await StartAsync(options => options.OnException<TimeoutException>().RetryTimes(2));
        await using var scope = host.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync(new Stubborn(), Cancellation);

        var attempts = _probe.Seen.Cast<(Guid Id, int Attempts, object Service)>().ToArray();
        attempts.Select(attempt => attempt.Attempts).ShouldBe([1, 2, 3]);
        attempts.Select(attempt => attempt.Id).Distinct().Count().ShouldBe(1);
        attempts.Select(attempt => attempt.Service).Distinct().Count().ShouldBe(3);
    }

    private Task<IHost> StartAsync(Action<WolverineOptions>? configure = null) => _database.StartAsync(_probe, options =>
    {
        options.Services.AddScoped<Fragile>();
        options.Discovery.IncludeType<LastHandler>().IncludeType<StubbornHandler>();
        configure?.Invoke(options);
    });

    public sealed record Last(Guid Id);

    public sealed class LastHandler(Probe probe, Fragile fragile, ILedger ledger)
    {
        public void Handle(Last message)
        {
            fragile.IsUsed = true;
            probe.See(message);
            ledger.Write(new Entry(message.Id, "last"));
        }
    }

    public sealed record Stubborn;

    public sealed class StubbornHandler(Probe probe, Fragile fragile)
    {
        public void Handle(Stubborn message, Envelope envelope)
        {
            _ = message;
            probe.See((envelope.Id, envelope.Attempts, (object)fragile));
            if (envelope.Attempts < 3)
                throw new TimeoutException();
        }
    }

    public sealed class Fragile(Probe probe) : IDisposable
    {
        public bool IsUsed { get; set; }

        public void Dispose()
        {
            if (!IsUsed)
                return;
            probe.See("ended");
            throw new InvalidOperationException("It does not end well.");
        }
    }
}
