using Marten;
using Wolverine;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Taking a note is a use case, and what is noted is an event that others react to.</summary>
public static class WolverineNotes
{
    /// <summary>Of the reaction to what is noted.</summary>
    public const string Queue = "local://monolith.tests.integration.substitutes.wolverinenotes.notedhandler/";

    public static void Include(WolverineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.RegisterMessageType(typeof(Noted), Noted.Alias);
        options.Discovery.IncludeType(typeof(NoteHandler)).IncludeType(typeof(NoteAndFailHandler)).IncludeType(typeof(NotedHandler));
    }

    public sealed record Note(Guid Id);

    public sealed record NoteAndFail(Guid Id, int Failures);

    public sealed record Noted(Guid Id, Guid ReactionId)
    {
        public const string Alias = "tests.noted.v1";

        public static Noted New() => new(Guid.CreateVersion7(), Guid.CreateVersion7());
    }

    public static class NoteHandler
    {
        public static Noted Handle(Note note, ILedger ledger)
        {
            ledger.Write(new Entry(note.Id, "noted"));
            return new Noted(note.Id, Guid.CreateVersion7());
        }
    }

    public static class NoteAndFailHandler
    {
        public static Noted Handle(NoteAndFail note, ILedger ledger, Envelope envelope)
        {
            ledger.Write(new Entry(note.Id, "noted"));
            if (envelope.Attempts <= note.Failures)
                throw new TimeoutException("Not yet.");
            return new Noted(note.Id, Guid.CreateVersion7());
        }
    }

    public static class NotedHandler
    {
        public static async Task Handle(Noted noted, IDocumentSession session, Probe probe)
        {
            session.Insert(new Entry(noted.ReactionId, "reaction"));
            await probe.SeeAsync(noted);
        }
    }

    public static class AlsoNotedHandler
    {
        public static Task Handle(Noted _, Probe probe) => probe.SeeAsync("also");
    }
}
