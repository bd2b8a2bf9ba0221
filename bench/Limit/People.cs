using Npgsql;

namespace Monolith.Bench.Limit;

/// <summary>A page of people and the exact total, in one round trip.</summary>
internal sealed class People(NpgsqlDataSource database)
{
    private const string Sql =
        """
        select id, email, display_name, given_name, family_name, phone, locale, time_zone, avatar_url, status, roles,
               created_at, updated_at, last_seen_at, version, (select count(*) from users where status <> 'deleted')
        from users where status <> 'deleted' order by created_at desc, id limit $1 offset $2
        """;

    public async Task<PersonPage> ListAsync(int page, int pageSize, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = pageSize });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (page - 1) * pageSize });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var people = new List<Person>(pageSize);
        var total = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            people.Add(Read(reader));
            total = reader.GetInt64(15);
        }

        return new PersonPage(people, page, pageSize, total);
    }

    private static Person Read(NpgsqlDataReader row) => new(
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
}
