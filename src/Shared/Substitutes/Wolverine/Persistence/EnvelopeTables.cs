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

    private static TableDefinition Envelopes(string schema) => new(schema, "envelopes", Envelope, "id, destination")
    {
        Indexes =
        [
            new("envelopes_owner", $"CREATE INDEX envelopes_owner ON {schema}.envelopes (owner) WHERE owner IS NOT NULL"),
            new("envelopes_unowned", $"CREATE INDEX envelopes_unowned ON {schema}.envelopes (destination, id) WHERE owner IS NULL"),
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
