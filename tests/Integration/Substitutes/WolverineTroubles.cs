using Marten;
using Wolverine;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Messages that give trouble, each in its own queue, and one that gives none.</summary>
public static class WolverineTroubles
{
    public static void Include(WolverineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.RegisterMessageType(typeof(Harmless), Harmless.Alias);
        options.RegisterMessageType(typeof(Poison), Poison.Alias);
        options.Discovery.IncludeType(typeof(HarmlessHandler)).IncludeType(typeof(PoisonHandler)).IncludeType(typeof(SlowHandler))
            .IncludeType(typeof(HungHandler)).IncludeType(typeof(HalfDoneHandler));
        // One bad message would block all behind it.
        options.LocalQueue(typeof(PoisonHandler).FullName!.Replace('+', '.').ToLowerInvariant()).Sequential();
    }

    /// <summary>What the handlers of troubled messages wait for; closed at first where a test says so.</summary>
    public sealed class Gate
    {
        private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Opened => opened.Task;

        public void Open() => opened.TrySetResult();
    }

    public sealed record Harmless(Guid Id)
    {
        public const string Alias = "tests.harmless.v1";

        public static Harmless New() => new(Guid.CreateVersion7());
    }

    public static class HarmlessHandler
    {
        public static void Handle(Harmless harmless, IDocumentSession session, Probe probe)
        {
            session.Insert(new Entry(harmless.Id, "harmless"));
            probe.See(harmless);
        }
    }

    public sealed record Poison(bool IsPoisonous)
    {
        public const string Alias = "tests.poison.v1";
    }

    public static class PoisonHandler
    {
        public static async Task Handle(Poison poison, Gate gate, Probe probe)
        {
            await gate.Opened;
            if (poison.IsPoisonous)
                throw new InvalidDataException("As always.");
            probe.See(poison);
        }
    }

    public sealed record Slow(int Number);

    public static class SlowHandler
    {
        public static async Task Handle(Slow slow, Gate gate, Probe probe, CancellationToken cancellation)
        {
            await gate.Opened.WaitAsync(cancellation);
            probe.See(slow);
        }
    }

    public sealed record Hung;

    public static class HungHandler
    {
        public static async Task Handle(Hung hung, Gate gate, Probe probe, CancellationToken cancellation)
        {
            await using var _ = cancellation.Register(() => probe.See(hung));
            await gate.Opened;
        }
    }

    public sealed record HalfDone(Guid Id);

    public static class HalfDoneHandler
    {
        public static async Task Handle(HalfDone half, IDocumentSession session, IMessageBus bus)
        {
            session.Insert(new Entry(half.Id, "half"));
            session.QueueSqlCommand("insert into ledger.mt_doc_entry (id, data) values (?, '{}')", Guid.CreateVersion7());
            await bus.PublishAsync(new Harmless(half.Id));
            throw new InvalidDataException("The other half.");
        }
    }
}
