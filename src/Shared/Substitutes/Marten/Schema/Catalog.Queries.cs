namespace Marten.Schema;

/// <summary>The questions to PostgreSQL. About tables: $1 their schemas, $2 their names.</summary>
internal sealed partial class Catalog
{
    private const string Missing = "select e from unnest($1::text[]) as e where e not in (select extname from pg_extension)";

    private const string Schemas = "select nspname::text from pg_namespace where nspname = any($1)";

    private const string TypeNames = "select t, to_regtype(t)::text from unnest($1) as t";

    private const string Names = "n.nspname::text, c.relname::text";

    private const string Relations =
        """
        from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = any($1) and c.relname = any($2)
            and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
        """;

    private const string Tables = $"select {Names}, c.relkind {Relations}";

    private const string Columns =
        $"""
        select {Names}, a.attname::text, format_type(a.atttypid, a.atttypmod),
            a.attnotnull and not a.atthasdef and a.attidentity = '', col_description(c.oid, a.attnum)
        {Relations}
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        """;

    private const string Keys =
        $"""
        select {Names}, a.attname::text
        {Relations}
        join pg_index i on i.indrelid = c.oid and i.indisprimary
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        order by array_position(i.indkey::int2[], a.attnum)
        """;

    private const string Indexes =
        $"""
        select {Names}, x.relname::text, pg_get_indexdef(x.oid), i.indisvalid
        {Relations}
        join pg_index i on i.indrelid = c.oid
        join pg_class x on x.oid = i.indexrelid
        """;
}
