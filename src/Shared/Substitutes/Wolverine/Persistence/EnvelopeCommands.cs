using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Wolverine.Persistence.Durability;

namespace Wolverine.Persistence;

/// <summary>Statements about one envelope, for a batch of our own or for the transaction of a session.</summary>
internal sealed class EnvelopeCommands(EnvelopeSchema schema, Guid node)
{
    public NpgsqlBatchCommand Insert(Envelope envelope) => Command(
        schema.Insert,
        Value(envelope.IsHeld ? node : null, NpgsqlDbType.Uuid),
        Value(envelope.ScheduledTime, NpgsqlDbType.TimestampTz),
        Value(envelope.Id, NpgsqlDbType.Uuid),
        Value(envelope.Destination!.AbsoluteUri, NpgsqlDbType.Text),
        Value(envelope.DeliverBy, NpgsqlDbType.TimestampTz),
        Value(envelope.Attempts, NpgsqlDbType.Integer),
        Value(envelope.MessageType, NpgsqlDbType.Text),
        Value(envelope.Body, NpgsqlDbType.Bytea),
        Value(Headers(envelope), NpgsqlDbType.Jsonb),
        Value(envelope.Source, NpgsqlDbType.Text),
        Value(envelope.CorrelationId, NpgsqlDbType.Text),
        Value(envelope.ConversationId, NpgsqlDbType.Uuid),
        Value(envelope.ParentId, NpgsqlDbType.Text),
        Value(envelope.SentAt, NpgsqlDbType.TimestampTz));

    public NpgsqlBatchCommand InsertMany(IReadOnlyList<Envelope> envelopes) => Command(
        schema.InsertMany,
        Values<Guid?>(envelopes, envelope => envelope.IsHeld ? node : null, NpgsqlDbType.Uuid),
        Values(envelopes, envelope => envelope.ScheduledTime, NpgsqlDbType.TimestampTz),
        Values(envelopes, envelope => envelope.Id, NpgsqlDbType.Uuid),
        Values(envelopes, envelope => envelope.Destination!.AbsoluteUri, NpgsqlDbType.Text),
        Values(envelopes, envelope => envelope.DeliverBy, NpgsqlDbType.TimestampTz),
        Values(envelopes, envelope => envelope.Attempts, NpgsqlDbType.Integer),
        Values(envelopes, envelope => envelope.MessageType, NpgsqlDbType.Text),
        Values(envelopes, envelope => envelope.Body, NpgsqlDbType.Bytea),
        Values(envelopes, Headers, NpgsqlDbType.Jsonb),
        Values(envelopes, envelope => envelope.Source, NpgsqlDbType.Text),
        Values(envelopes, envelope => envelope.CorrelationId, NpgsqlDbType.Text),
        Values(envelopes, envelope => envelope.ConversationId, NpgsqlDbType.Uuid),
        Values(envelopes, envelope => envelope.ParentId, NpgsqlDbType.Text),
        Values(envelopes, envelope => envelope.SentAt, NpgsqlDbType.TimestampTz));

    public NpgsqlBatchCommand Delete(Envelope envelope) => Command(schema.Delete, Owned(envelope));

    /// <summary>As <see cref="Delete"/>, and fails the transaction when this node no longer owns the message.</summary>
    public NpgsqlBatchCommand Complete(Envelope envelope) => Command(schema.Complete, Owned(envelope));

    /// <summary>As <see cref="Complete"/>, for all of them or none.</summary>
    public NpgsqlBatchCommand CompleteMany(IReadOnlyList<Envelope> envelopes) => Command(schema.CompleteMany, Owned(envelopes));

    public NpgsqlBatchCommand DeleteMany(IReadOnlyList<Envelope> envelopes) => Command(schema.DeleteMany, Owned(envelopes));

    public NpgsqlBatchCommand Reschedule(Envelope envelope, TimeSpan delay) => Command(
        schema.Reschedule,
        [.. Owned(envelope), Value(envelope.Attempts, NpgsqlDbType.Integer), Value(delay, NpgsqlDbType.Interval)]);

    public NpgsqlBatchCommand MoveToDeadLetters(Envelope envelope, Exception exception) => Command(
        schema.MoveToDeadLetters,
        [.. Owned(envelope), Value(envelope.Attempts, NpgsqlDbType.Integer), .. DeadLetters.Describe(exception)]);

    public static Envelope Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Destination = new Uri(row.GetString(1)),
        DeliverBy = row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2),
        Attempts = row.GetInt32(3),
        MessageType = row.GetString(4),
        Body = row.GetFieldValue<byte[]>(5),
        Headers = JsonSerializer.Deserialize<Dictionary<string, string?>>(row.GetString(6)) ?? [],
        Source = row.IsDBNull(7) ? null : row.GetString(7),
        CorrelationId = row.IsDBNull(8) ? null : row.GetString(8),
        ConversationId = row.GetGuid(9),
        ParentId = row.IsDBNull(10) ? null : row.GetString(10),
        SentAt = row.GetFieldValue<DateTimeOffset>(11),
        IsHeld = true,
    };

    public static NpgsqlParameter Value(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static NpgsqlParameter<T[]> Values<T>(IReadOnlyList<Envelope> envelopes, Func<Envelope, T> value, NpgsqlDbType type)
    {
        var values = new T[envelopes.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(envelopes[i]);

        return new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    private static string Headers(Envelope envelope) => envelope.Headers.Count == 0 ? "{}" : JsonSerializer.Serialize(envelope.Headers);

    private NpgsqlParameter[] Owned(Envelope envelope) =>
    [
        Value(envelope.Id, NpgsqlDbType.Uuid),
        Value(envelope.Destination!.AbsoluteUri, NpgsqlDbType.Text),
        Value(node, NpgsqlDbType.Uuid),
    ];

    private NpgsqlParameter[] Owned(IReadOnlyList<Envelope> envelopes) =>
    [
        Values(envelopes, envelope => envelope.Id, NpgsqlDbType.Uuid),
        Values(envelopes, envelope => envelope.Destination!.AbsoluteUri, NpgsqlDbType.Text),
        Value(node, NpgsqlDbType.Uuid),
    ];

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }
}
