using System.Text.RegularExpressions;
using Marten.Operations;

namespace Wolverine.Persistence;

/// <summary>The statements on the tables of messages.</summary>
internal sealed partial class EnvelopeSchema(string name)
{
    public const string Columns =
        "id, destination, deliver_by, attempts, message_type, body, headers, source, correlation_id, conversation_id, parent_id, sent_at";

    /// <summary>
    /// Written so that the index on owners does not serve it: nearly all of its entries are of one node and of rows just deleted, and
    /// a planner that knows the table only empty would read them all.
    /// </summary>
    private const string Owned = "id = $1 and destination = $2 and owner is not distinct from $3";

    /// <summary>
    /// For the rest of the transaction. A plan that was made when the table was empty would read all of it when it is full, until the
    /// next analysis.
    /// </summary>
    public const string ByIndex = "select set_config('enable_seqscan', 'off', true)";

    /// <summary>
    /// As <see cref="ByIndex"/>, for a statement whose plan is always the same: for a few rows the planner would make a new one each time,
    /// which takes longer than the rows.
    /// </summary>
    public const string ByIndexAsEver =
        "select set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)";

    public string Name { get; } = Identifier().IsMatch(name)
        ? name
        : throw new ArgumentException($"'{name}' is not a plain lower-case schema name.", nameof(name));

    public string Insert { get; } =
        $"""
        insert into {name}.envelopes (owner, due_at, {Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """;

    /// <summary>One text for any number of rows, so that it is prepared once.</summary>
    public string InsertMany { get; } =
        $"""
        insert into {name}.envelopes (owner, due_at, {Columns})
        select * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::text[], $5::timestamptz[], $6::integer[], $7::text[],
            $8::bytea[], $9::jsonb[], $10::text[], $11::text[], $12::uuid[], $13::text[], $14::timestamptz[])
        """;

    /// <summary>Returns the positions of those that were this node's to delete.</summary>
    public string DeleteMany { get; } = DeleteOwned(name);

    public string Delete { get; } = $"delete from {name}.envelopes where {Owned}";

    public string Complete { get; } = Refusal.WhenNoRow($"delete from {name}.envelopes where {Owned} returning 1");

    public string CompleteMany { get; } =
        $"with written as ({DeleteOwned(name)}) select 1 / (count(*) = cardinality($1))::integer from written";

    public string Reschedule { get; } =
        $"""
        update {name}.envelopes set owner = null, attempts = $4, due_at = now() + $5
        where {Owned}
        """;

    public string MoveToDeadLetters { get; } =
        $"""
        with dead as (delete from {name}.envelopes where {Owned} returning *)
        insert into {name}.dead_letters (owner, due_at, {Columns}, exception_type, exception_message, exception_detail)
        select owner, due_at, id, destination, deliver_by, $4, message_type, body, headers, source, correlation_id, conversation_id,
            parent_id, sent_at, $5, $6, $7
        from dead
        """;

    public string Beat { get; } =
        $"""
        insert into {name}.nodes (id, service) values ($1, $2)
        on conflict (id) do update set heartbeat_at = now()
        returning xmax = 0
        """;

    /// <summary>Leaves nothing of <see cref="Lock"/> and <see cref="Listen"/> behind on their connection.</summary>
    public const string Forget = "unlisten *; select pg_advisory_unlock_all()";

    /// <summary>While a node lives, a connection of its own holds this lock; the server frees it when the process is gone.</summary>
    public const string Lock = "select pg_try_advisory_lock(hashtextextended($1::text, 0))";

    public string Listen { get; } = $"listen {Channel(name)}";

    /// <summary>
    /// Tells every node that something waits in the database. Never on the way of a message: committing a notification takes a lock
    /// that the whole server has only one of.
    /// </summary>
    public string Notify { get; } = $"select pg_notify('{Channel(name)}', $1::text)";

    /// <summary>The end of a statement that makes rows nobody's, and returns one for each.</summary>
    public string NotifyIfAny(string written) => NotifyIfAny(name, written);

    /// <summary>
    /// Nodes that were silent for too long, or for long and their lock is free. No silence counts from before the server started or
    /// this node was back after an outage: the others could not be heard either. The second statement finds also what a node wrote
    /// after it had been taken for dead.
    /// </summary>
    public IReadOnlyList<string> BuryTheDead { get; } =
    [
        $"""
        with silent as (
            select id, now() - greatest(heartbeat_at, pg_postmaster_start_time(), now() - $4) as silence from {name}.nodes where id <> $1)
        delete from {name}.nodes n using silent s where n.id = s.id
            and (s.silence > $2 or s.silence > $3 and pg_try_advisory_xact_lock(hashtextextended(s.id::text, 0)))
        """,
        $"""
        with freed as (
            update {name}.envelopes e set owner = null
            where e.owner is not null and not exists (select from {name}.nodes n where n.id = e.owner)
            returning 1)
        {NotifyIfAny(name, "freed")}
        """,
    ];

    /// <summary>
    /// In one transaction: readies what is due, says how many seconds there are to the next that will be, if any, and which of the
    /// queues have something to fetch. What is ready has no time, so that it is found by its place in the queue: the first of each is
    /// looked for, because a planner that knows the table only empty would read all that wait to answer for all queues at once.
    /// </summary>
    public IReadOnlyList<string> Look { get; } =
    [
        ByIndex,
        $"""
        with due as (
            select id, destination from {name}.envelopes where owner is null and due_at <= now()
            order by due_at limit 1000 for update skip locked)
        update {name}.envelopes e set due_at = null from due where e.id = due.id and e.destination = due.destination
        """,
        $"select extract(epoch from min(due_at) - now())::float8 from {name}.envelopes where owner is null and due_at is not null",
        $"""
        select destination from unnest($1::text[]) as queue (destination) cross join lateral (
            select from {name}.envelopes e
            where e.destination between queue.destination and queue.destination and e.owner is null and e.due_at is null
            order by e.destination, e.sequence limit 1) as waiting
        """,
    ];

    public string Claim { get; } =
        $"""
        with oldest as (
            select id, destination from {name}.envelopes where destination = $2 and owner is null and due_at is null
            order by sequence limit $3 for update skip locked),
        mine as (
            update {name}.envelopes e set owner = $1 from oldest
            where e.id = oldest.id and e.destination = oldest.destination
            returning e.*)
        select {Columns} from mine order by sequence
        """;

    public string ListOwned { get; } = $"select id, destination from {name}.envelopes where owner = $1 and sent_at < now() - $2";

    public string Release { get; } =
        $"""
        update {name}.envelopes e set owner = null from unnest($2::uuid[], $3::text[]) as left_over (id, destination)
        where e.id = left_over.id and e.destination = left_over.destination and e.owner is not distinct from $1
        """;

    public IReadOnlyList<string> Leave { get; } =
    [
        $"update {name}.envelopes set owner = null where owner = $1",
        $"delete from {name}.nodes where id = $1",
    ];

    private static string DeleteOwned(string name) =>
        $"""
        delete from {name}.envelopes e using unnest($1::uuid[], $2::text[]) with ordinality as handled (id, destination, position)
        where e.id = handled.id and e.destination = handled.destination and e.owner is not distinct from $3
        returning handled.position::integer
        """;

    private static string NotifyIfAny(string name, string written) =>
        $"select pg_notify('{Channel(name)}', '') where exists (select from {written})";

    /// <summary>PostgreSQL cuts an identifier after 63 characters, but refuses a channel that is longer.</summary>
    private static string Channel(string name) => name.Length > 54 ? name[..54] + "_messages" : name + "_messages";

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Identifier();
}
