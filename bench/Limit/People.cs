using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;

namespace Monolith.Bench.Limit;

/// <summary>People, each question in one round trip.</summary>
internal sealed class People(NpgsqlDataSource database)
{
    /// <summary>In the order that <see cref="Read"/> reads them in.</summary>
    public const string Columns =
        """
        id, email, display_name, given_name, family_name, phone, locale, time_zone, avatar_url, status, roles, created_at, updated_at, last_seen_at,
        version
        """;

    private const int Total = 15;

    private const string Page =
        $"""
        select {Columns}, (select count(*) from users where status <> 'deleted')
        from users where status <> 'deleted' order by created_at desc, id limit $1 offset $2
        """;

    /// <summary>Whom it finds is found once, for the page and for the total.</summary>
    private const string Search =
        $"""
        with found as materialized (
          select id, created_at from users where status <> 'deleted' and (display_name ilike $3 or email ilike $3))
        select {Columns}, (select count(*) from found)
        from users where id = any(array(select id from found order by created_at desc, id limit $1 offset $2)) order by created_at desc, id
        """;

    private const string One = $"select {Columns} from users where id = $1";

    private readonly ConcurrentDictionary<(int Page, int PageSize), byte[]> _kept = [];

    /// <param name="search">A part of a name or an address, in any case; null for everybody.</param>
    public async Task<PersonPage> ListAsync(int page, int pageSize, string? search, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(search is null ? Page : Search);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = pageSize });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (page - 1) * pageSize });
        if (search is not null)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Containing(search) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var people = new List<Person>(pageSize);
        var total = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            people.Add(Read(reader));
            total = reader.GetInt64(Total);
        }

        return new PersonPage(people, page, pageSize, total);
    }

    /// <returns>The page as it was read the first time, from memory ever after: for a directory that nobody changes.</returns>
    public async ValueTask<byte[]> KeptAsync(int page, int pageSize, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue((page, pageSize), out var body))
            return body;
        body = JsonSerializer.SerializeToUtf8Bytes(await ListAsync(page, pageSize, search: null, cancellationToken), Wire.Default.PersonPage);
        return _kept.GetOrAdd((page, pageSize), body);
    }

    public async Task<Person?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(One);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    public static Person Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        Text(row, 3),
        Text(row, 4),
        Text(row, 5),
        Text(row, 6),
        Text(row, 7),
        Text(row, 8),
        row.GetString(9),
        row.GetFieldValue<string[]>(10),
        row.GetDateTime(11),
        row.GetDateTime(12),
        row.IsDBNull(13) ? null : row.GetDateTime(13),
        row.GetInt32(14));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string Containing(string part) => "%" + part
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
