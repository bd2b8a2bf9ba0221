using JasperFx;
using Marten;
using Marten.Exceptions;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>A session that takes steps, and tells the model what it saves.</summary>
internal sealed class MartenModelSession(IDocumentSession session, MartenModel model) : IAsyncDisposable
{
    public static readonly Guid[] Guids = [.. Enumerable.Range(0, 2).Select(_ => Guid.CreateVersion7())];

    private readonly List<QueuedStep> queued = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string TextId(int document) => $"setting {document} \U0001F600\u0301";

    public async Task TakeAsync(Step step, string text)
    {
        var id = Guids[step.Document];
        switch (step.Shelf)
        {
            case var _ when step.Change is null:
                await SaveAsync();
                return;
            case Shelf.Letters:
                await TakeLetterAsync(step, new Letter { Id = id, Text = text });
                return;
            case Shelf.Chapters:
                Queue(step, new Chapter { Id = id, Text = text }, s => s.Delete<Chapter>(id));
                break;
            case Shelf.Tickets:
                Queue(step, new Ticket { Id = step.Document + 1, Subject = text }, s => s.Delete<Ticket>(step.Document + 1));
                break;
            default:
                Queue(step, new Setting { Id = TextId(step.Document), Value = text }, s => s.Delete<Setting>(TextId(step.Document)));
                break;
        }

        queued.Add(new(step, text, Seen: null));
    }

    public async Task SaveAsync()
    {
        var refused = await RefusalAsync();
        var reasons = model.Save(queued);
        if (reasons.Count == 0) refused.ShouldBeNull();
        else reasons.ShouldContain(refused);
        if (refused is not null) session.EjectAllPendingChanges();
        queued.Clear();
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();

    /// <summary>A letter is written as this session has just read it, and once in a save.</summary>
    private async Task TakeLetterAsync(Step step, Letter letter)
    {
        if (queued.Exists(q => q.Step.Shelf == Shelf.Letters && q.Step.Document == step.Document)) return;
        var stored = await session.LoadAsync<Letter>(letter.Id, Cancellation);
        var seen = model.Rows.GetValueOrDefault((Shelf.Letters, step.Document));
        stored?.Text.ShouldBe(seen?.Text);
        letter.Version = stored?.Version ?? Guid.Empty;
        Queue(step, letter, s => s.Delete<Letter>(letter.Id));
        queued.Add(new(step, letter.Text, seen?.Write));
    }

    private void Queue<T>(Step step, T document, Action<IDocumentSession> deleteById)
        where T : notnull
    {
        switch (step.Change)
        {
            case Change.Insert:
                session.Insert(document);
                break;
            case Change.Update:
                session.Update(document);
                break;
            case Change.UpdateRevision:
                session.UpdateRevision(document, step.Revision);
                break;
            case Change.TryUpdateRevision:
                session.TryUpdateRevision(document, step.Revision);
                break;
            case Change.UpdateExpectedVersion when document is Letter letter && letter.Version != Guid.Empty:
                session.UpdateExpectedVersion(letter, letter.Version);
                break;
            case Change.Delete:
                session.Delete(document);
                break;
            case Change.DeleteById:
                deleteById(session);
                break;
            default:
                session.Store(document);
                break;
        }
    }

    private async Task<Type?> RefusalAsync()
    {
        try
        {
            await session.SaveChangesAsync(Cancellation);
            return null;
        }
        catch (AggregateException several)
        {
            return several.InnerExceptions[0].GetType();
        }
        catch (Exception e) when (e is ConcurrencyException or DocumentAlreadyExistsException or NonExistentDocumentException)
        {
            return e.GetType();
        }
    }
}
