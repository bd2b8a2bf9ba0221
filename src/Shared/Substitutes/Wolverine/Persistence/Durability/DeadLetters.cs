using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Wolverine.Persistence.Durability.DeadLetterManagement;

namespace Wolverine.Persistence.Durability;

/// <summary>The table of dead letters. Each change is one statement, so that a message is in one place or the other and never in both.</summary>
internal sealed class DeadLetters(NpgsqlDataSource source, EnvelopeSchema schema) : IDeadLetters
{
    /// <summary>Longest text of an exception's message that is kept, in characters.</summary>
    private const int LongestMessage = 2_000;

    /// <summary>Longest text of an exception with its causes and stacks that is kept, in characters.</summary>
    private const int LongestDetail = 16_000;

    private const string Meant =
        """
        ($1 is null or id = any($1)) and ($2 is null or message_type = $2) and ($3 is null or exception_type = $3)
            and ($4 is null or destination = $4) and ($5 is null or sent_at >= $5) and ($6 is null or sent_at <= $6)
        """;

    private string List =>
        $"""
        select (count(*) over ())::int, id, destination, deliver_by, attempts, message_type, headers, source, correlation_id,
            conversation_id, parent_id, sent_at, failed_at, exception_type, exception_message, body
        from {schema.Name}.dead_letters where {Meant}
        order by failed_at, id limit $7 offset $8
        """;

    private string Discard => $"delete from {schema.Name}.dead_letters where {Meant}";

    private string Replay =>
        $"""
        with letter as (delete from {schema.Name}.dead_letters where {Meant} returning *),
        replayed as (
            insert into {schema.Name}.envelopes ({EnvelopeSchema.Columns})
            select id, destination, deliver_by, 0, message_type, body, headers, source, correlation_id, conversation_id, parent_id, sent_at
            from letter
            returning 1)
        {schema.NotifyIfAny("replayed")}
        """;

    /// <summary>What is kept of an exception: type, message, and detail with causes and stacks.</summary>
    public static NpgsqlParameter[] Describe(Exception exception) =>
    [
        Value(exception.GetType().FullName, NpgsqlDbType.Text),
        Value(Storable(exception.Message, LongestMessage), NpgsqlDbType.Text),
        Value(Storable(exception.ToString(), LongestDetail), NpgsqlDbType.Text),
    ];

    public async Task<DeadLetterEnvelope?> DeadLetterEnvelopeByIdAsync(Guid id, string? tenantId = null)
    {
        var found = await QueryAsync(new DeadLetterEnvelopeQuery([id]) { PageSize = 1 }, CancellationToken.None);
        return found.Envelopes.FirstOrDefault();
    }

    public async Task<DeadLetterEnvelopeResults> QueryAsync(DeadLetterEnvelopeQuery query, CancellationToken token)
    {
        var results = new DeadLetterEnvelopeResults { PageNumber = Math.Max(1, query.PageNumber) };
        long? limit = query.PageSize > 0 ? query.PageSize : null;
        await using var command = Command(List, query);
        command.Parameters.Add(Value(limit, NpgsqlDbType.Bigint));
        command.Parameters.Add(Value((results.PageNumber - 1) * (limit ?? 0), NpgsqlDbType.Bigint));
        await using var reader = await command.ExecuteReaderAsync(token);
        while (await reader.ReadAsync(token))
        {
            results.TotalCount = reader.GetInt32(0);
            results.Envelopes.Add(Read(reader));
        }

        return results;
    }

    public Task DiscardAsync(DeadLetterEnvelopeQuery query, CancellationToken token) => ExecuteAsync(Discard, query, token);

    public Task ReplayAsync(DeadLetterEnvelopeQuery query, CancellationToken token) => ExecuteAsync(Replay, query, token);

    private static DeadLetterEnvelope Read(NpgsqlDataReader row) => new(
        new Envelope
        {
            Id = row.GetGuid(1),
            Destination = new Uri(row.GetString(2)),
            DeliverBy = row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3),
            Attempts = row.GetInt32(4),
            MessageType = row.GetString(5),
            Headers = JsonSerializer.Deserialize<Dictionary<string, string?>>(row.GetString(6)) ?? [],
            Source = row.IsDBNull(7) ? null : row.GetString(7),
            CorrelationId = row.IsDBNull(8) ? null : row.GetString(8),
            ConversationId = row.GetGuid(9),
            ParentId = row.IsDBNull(10) ? null : row.GetString(10),
            SentAt = row.GetFieldValue<DateTimeOffset>(11),
            Body = row.GetFieldValue<byte[]>(15),
        },
        row.GetFieldValue<DateTimeOffset>(12),
        row.GetString(13),
        row.GetString(14));

    private async Task ExecuteAsync(string sql, DeadLetterEnvelopeQuery query, CancellationToken token)
    {
        await using var command = Command(sql, query);
        await command.ExecuteNonQueryAsync(token);
    }

    private NpgsqlCommand Command(string sql, DeadLetterEnvelopeQuery query)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.Add(Value(query.MessageIds is { Length: > 0 } ids ? ids : null, NpgsqlDbType.Array | NpgsqlDbType.Uuid));
        command.Parameters.Add(Value(query.MessageType, NpgsqlDbType.Text));
        command.Parameters.Add(Value(query.ExceptionType, NpgsqlDbType.Text));
        command.Parameters.Add(Value(query.ReceivedAt, NpgsqlDbType.Text));
        command.Parameters.Add(Value(query.Range.From?.ToUniversalTime(), NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Value(query.Range.To?.ToUniversalTime(), NpgsqlDbType.TimestampTz));
        return command;
    }

    /// <summary>PostgreSQL stores neither NUL nor half a surrogate pair; the cut may leave one.</summary>
    private static string Storable(string text, int longest)
    {
        var kept = text.Length > longest ? text[..longest] : text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(kept)).Replace('\0', '\uFFFD');
    }

    private static NpgsqlParameter Value(object? value, NpgsqlDbType type) => EnvelopeCommands.Value(value, type);
}
