using System.Globalization;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;

namespace Monolith.Host.Commands;

internal static class DeadLetterCommand
{
    private const string Usage = "Usage: dead-letters [list | replay ID|--all | discard ID|--all]";
    private static readonly string[] Headings = ["ID", "MESSAGE", "QUEUE", "FAILED AT", "ATTEMPTS", "EXCEPTION"];

    /// <summary>
    /// Shows the messages that no retry could save, puts them back into their queues or throws them away. What the messages say is
    /// not shown. Ends with 0, with 1 when it could not be done, or with 2 when the arguments are not understood.
    /// </summary>
    public static async Task<int> DeadLettersAsync(this WebApplication app, string[] arguments)
    {
        var letters = app.Services.GetRequiredService<IMessageStore>().DeadLetters;
        return arguments switch
        {
            [_] or [_, "list"] => await ListAsync(letters),
            [_, "replay", var which] => await ChangeAsync(letters, which, letters.ReplayAsync, "back in the queue"),
            [_, "discard", var which] => await ChangeAsync(letters, which, letters.DiscardAsync, "discarded"),
            _ => await EndAsync(2, Usage),
        };
    }

    private static async Task<int> ListAsync(IDeadLetters letters)
    {
        List<string[]> rows = [Headings];
        DeadLetterEnvelopeResults page;
        var query = new DeadLetterEnvelopeQuery(TimeRange.AllTime());
        do
        {
            query.PageNumber++;
            page = await letters.QueryAsync(query, CancellationToken.None);
            rows.AddRange(page.Envelopes.Select(Row));
        }
        while (page.Envelopes.Count == query.PageSize);

        var widths = Headings.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            await Console.Out.WriteLineAsync(string.Join("  ", row.Select((text, column) => text.PadRight(widths[column]))).TrimEnd());
        return 0;
    }

    private static string[] Row(DeadLetterEnvelope letter) =>
    [
        letter.Id.ToString(),
        letter.MessageType,
        letter.ReceivedAt,
        (letter.ExecutionTime ?? letter.SentAt).ToString("u", CultureInfo.InvariantCulture),
        letter.Envelope.Attempts.ToString(CultureInfo.InvariantCulture),
        // A terminal obeys control characters, and a message may quote what a stranger wrote.
        string.Concat($"{letter.ExceptionType}: {letter.ExceptionMessage}".Take(200).Select(c => char.IsControl(c) ? ' ' : c)),
    ];

    private static async Task<int> ChangeAsync(
        IDeadLetters letters, string which, Func<DeadLetterEnvelopeQuery, CancellationToken, Task> change, string done)
    {
        var query = new DeadLetterEnvelopeQuery(TimeRange.AllTime());
        if (Guid.TryParse(which, out var id))
            query.MessageIds = [id];
        else if (which != "--all")
            return await EndAsync(2, Usage);

        var count = (await letters.QueryAsync(query, CancellationToken.None)).TotalCount;
        if (count == 0)
            return which == "--all" ? await EndAsync(0, "There are no dead letters.") : await EndAsync(1, $"No dead letter has the id {id}.");

        await change(query, CancellationToken.None);
        return await EndAsync(0, $"{count} {(count == 1 ? "message is" : "messages are")} {done}.");
    }

    private static async Task<int> EndAsync(int exitCode, string sentence)
    {
        await (exitCode == 0 ? Console.Out : Console.Error).WriteLineAsync(sentence);
        return exitCode;
    }
}
