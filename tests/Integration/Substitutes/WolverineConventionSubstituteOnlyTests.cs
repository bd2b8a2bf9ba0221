using Wolverine;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What the library would do and this does not is refused at the start, never left out in silence.</summary>
public sealed class WolverineConventionSubstituteOnlyTests
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task Refuses_methods_beside_a_handler_that_the_library_would_run_around_it()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(
            () => WolverineHost.StartAsync(_probe, options => options.Discovery.IncludeType(typeof(LoadingHandler))));

        failure.Message.ShouldContain("LoadAsync()");
    }

    [Theory]
    [InlineData(typeof(Validating), "Validate()")]
    [InlineData(typeof(Idle), "no public method")]
    public async Task Refuses_middleware_of_which_a_method_would_not_run(Type middleware, string reason)
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => WolverineHost.StartAsync(_probe, options =>
        {
            options.Policies.AddMiddleware(middleware);
            options.Discovery.IncludeType(typeof(EchoHandler));
        }));

        failure.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Refuses_an_envelope_as_the_answer_of_a_handler()
    {
        using var host = await WolverineHost.StartAsync(_probe, options => options.Discovery.IncludeType(typeof(EchoHandler)));

        await Should.ThrowAsync<InvalidOperationException>(() => host.InvokeMessageAndWaitAsync(new Echo()));
    }

    public sealed record Load;

    public sealed record Echo;

    public static class LoadingHandler
    {
        public static Task<string> LoadAsync(Load _) => Task.FromResult("loaded");

        public static void Handle(Load _)
        {
        }
    }

    public static class EchoHandler
    {
        public static Envelope Handle(Echo _, Envelope envelope) => envelope;
    }

    public static class Validating
    {
        public static void Before()
        {
        }

        public static void Validate(Echo _)
        {
        }
    }

    public static class Idle
    {
        public static void Rest()
        {
        }
    }
}
