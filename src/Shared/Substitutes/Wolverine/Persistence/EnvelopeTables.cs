using Marten.Schema;

namespace Wolverine.Persistence;

/// <summary>The tables of messages on their way. They are created and migrated together with the tables of the documents.</summary>
internal static class EnvelopeTables
{
    private static readonly TableColumn[] Envelope =
    [
        new("id", "uuid", "NOT NULL"),
        new("destination", "text", "NOT NULL"),
        new("owner", "uuid"),
        new("due_at", "timestamptz"),
        new("deliver_by", "timestamptz"),
        new("attempts", "integer", "NOT NULL"),
        new("message_type", "text", "NOT NULL"),
        new("body", "bytea", "NOT NULL"),
        new("headers", "jsonb", "NOT NULL"),
        new("source", "text"),
        new("correlation_id", "text"),
        new("conversation_id", "uuid", "NOT NULL"),
        new("parent_id", "text"),
        new("sent_at", "timestamptz", "NOT NULL"),
    ];

    public static IEnumerable<TableDefinition> In(string schema) => [Nodes(schema), Envelopes(schema), DeadLetters(schema)];

    private static TableDefinition Nodes(string schema) => new(
        schema,
        "nodes",
        [
            new("id", "uuid", "NOT NULL"),
            new("service", "text", "NOT NULL"),
            new("started_at", "timestamptz", "NOT NULL DEFAULT now()"),
            new("heartbeat_at", "timestamptz", "NOT NULL DEFAULT now()"),
        ],
        "id");

    private static TableDefinition Envelopes(string schema) => new(
        schema,
        "envelopes",
        [.. Envelope, new("sequence", "bigint", "GENERATED ALWAYS AS IDENTITY")],
        "id, destination")
    {
        // Kept at its size when it is empty, the table never looks so small that reading all of it were the best plan.
        Storage = "vacuum_truncate = off",
        Indexes =
        [
            new("envelopes_owner", $"CREATE INDEX envelopes_owner ON {schema}.envelopes (owner) WHERE owner IS NOT NULL"),
            new(
                "envelopes_unowned",
                $"CREATE INDEX envelopes_unowned ON {schema}.envelopes (destination, sequence) WHERE owner IS NULL AND due_at IS NULL"),
            new(
                "envelopes_scheduled",
                $"CREATE INDEX envelopes_scheduled ON {schema}.envelopes (due_at) WHERE owner IS NULL AND due_at IS NOT NULL"),
        ],
    };

    private static TableDefinition DeadLetters(string schema) => new(
        schema,
        "dead_letters",
        [
            .. Envelope,
            new("exception_type", "text", "NOT NULL"),
            new("exception_message", "text", "NOT NULL"),
            new("exception_detail", "text", "NOT NULL"),
            new("failed_at", "timestamptz", "NOT NULL DEFAULT now()"),
        ],
        "id, destination");
}
