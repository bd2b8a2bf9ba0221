using System.Text.RegularExpressions;
using Marten.Operations;

namespace Wolverine.Persistence;

/// <summary>The statements on the tables of messages.</summary>
internal sealed partial class EnvelopeSchema
{
    public EnvelopeSchema(string name)
    {
        if (!Identifier().IsMatch(name))
            throw new ArgumentException($"'{name}' is not a plain lower-case schema name.", nameof(name));

        Name = name;
    }

    public string Name { get; }

    public string Insert =>
        $"""
        insert into {Name}.envelopes (owner, due_at, {Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """;

    public string Delete => $"delete from {Name}.envelopes where id = $1 and destination = $2 and owner = $3";

    public string Complete => Refusal.WhenNoRow($"{Delete} returning 1");

    public string Reschedule =>
        $"""
        update {Name}.envelopes set owner = null, attempts = $4, due_at = now() + $5
        where id = $1 and destination = $2 and owner = $3
        """;

    public string MoveToDeadLetters =>
        $"""
        with dead as (delete from {Name}.envelopes where id = $1 and destination = $2 and owner = $3 returning *)
        insert into {Name}.dead_letters (owner, due_at, {Columns}, exception_type, exception_message, exception_detail)
        select owner, due_at, id, destination, deliver_by, $4, message_type, body, headers, source, correlation_id, conversation_id,
            parent_id, sent_at, $5, $6, $7
        from dead
        """;

    public string Beat =>
        $"""
        insert into {Name}.nodes (id, service) values ($1, $2)
        on conflict (id) do update set heartbeat_at = now()
        """;

    /// <summary>While a node lives, a connection of its own holds this lock; the server frees it when the process is gone.</summary>
    public static string Lock => "select pg_try_advisory_lock(hashtextextended($1::text, 0))";

    /// <summary>
    /// Nodes that were silent for too long, and nodes whose lock is free, unless the server itself has just started and nobody had
    /// the time to take one. The second statement finds also what a node wrote after it had been taken for dead.
    /// </summary>
    public IReadOnlyList<string> BuryTheDead =>
    [
        $"""
        delete from {Name}.nodes where id <> $1 and (heartbeat_at < now() - $2
            or pg_postmaster_start_time() < now() - $3 and pg_try_advisory_xact_lock(hashtextextended(id::text, 0)))
        """,
        $"""
        update {Name}.envelopes e set owner = null
        where e.owner is not null and not exists (select from {Name}.nodes n where n.id = e.owner)
        """,
    ];

    public string CountUnowned =>
        $"select destination, count(*) from {Name}.envelopes where owner is null and (due_at is null or due_at <= now()) group by destination";

    public string Claim =>
        $"""
        with due as (
            select id, destination from {Name}.envelopes
            where destination = $2 and owner is null and (due_at is null or due_at <= now())
            order by id limit $3 for update skip locked),
        mine as (
            update {Name}.envelopes e set owner = $1 from due
            where e.id = due.id and e.destination = due.destination
            returning e.*)
        select {Columns} from mine order by id
        """;

    public string ListOwned => $"select id, destination from {Name}.envelopes where owner = $1 and sent_at < now() - $2";

    public string Release => $"update {Name}.envelopes set owner = null where owner = $1 and id = $2 and destination = $3";

    public IReadOnlyList<string> Leave =>
    [
        $"update {Name}.envelopes set owner = null where owner = $1",
        $"delete from {Name}.nodes where id = $1",
    ];

    public static string Columns =>
        "id, destination, deliver_by, attempts, message_type, body, headers, source, correlation_id, conversation_id, parent_id, sent_at";

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();
}
