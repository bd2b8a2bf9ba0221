using System.Text;
using System.Text.Json;
using Monolith.Shared.Application;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;

namespace Monolith.Shared.Infrastructure.Messaging;

/// <summary>Looks into every dead letter: there are few, or an operator has more to do than this. Public because handlers receive it.</summary>
public sealed class DeadMessages(IMessageStore store) : IDeadMessages
{
    public async Task ForgetAsync(Guid accountId, string? address, CancellationToken cancellationToken)
    {
        // Whom a message is about, by the names that contracts have for that; who asked for something has another, and that is no reason.
        List<string> signs = [$"\"AccountId\":\"{accountId}\"", $"\"UserId\":\"{accountId}\""];
        if (!string.IsNullOrEmpty(address))
            signs.Add(JsonEncodedText.Encode(address).Value);
        var found = new HashSet<Guid>();
        var query = new DeadLetterEnvelopeQuery(TimeRange.AllTime());
        DeadLetterEnvelopeResults page;
        do
        {
            query.PageNumber++;
            page = await store.DeadLetters.QueryAsync(query, cancellationToken);
            found.UnionWith(page.Envelopes.Where(letter => IsAbout(letter, signs)).Select(letter => letter.Id));
        }
        while (page.Envelopes.Count == query.PageSize);

        // Without an id the query would mean all of them.
        if (found.Count > 0)
            await store.DeadLetters.DiscardAsync(new DeadLetterEnvelopeQuery([.. found]), cancellationToken);
    }

    private static bool IsAbout(DeadLetterEnvelope letter, IEnumerable<string> signs)
    {
        var message = Encoding.UTF8.GetString(letter.Envelope.Data ?? []);
        return signs.Any(sign => message.Contains(sign, StringComparison.OrdinalIgnoreCase));
    }
}
