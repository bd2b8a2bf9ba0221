using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Bench.Limit;

/// <summary>What changes the directory, each in one round trip.</summary>
internal sealed class Changes(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Insert =
        """
        insert into users (id, email, display_name, status, roles, created_at, updated_at, version)
        values ($1, $2, $3, 'invited', $4, $5, $5, 1)
        """;

    private const string Update =
        $"""
        update users set display_name = $2, given_name = $3, family_name = $4, phone = $5, locale = $6, time_zone = $7, updated_at = $8,
          version = version + 1
        where id = $1 and status <> 'deleted' returning {People.Columns}
        """;

    private static readonly string[] Roles = ["member"];

    /// <summary>The person alone.</summary>
    /// <returns>Null when the address is taken.</returns>
    public async Task<Person?> InviteAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        var person = Invited(invitation);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Row(person));
        return await CommitAsync(batch, person, cancellationToken);
    }

    /// <summary>The person, the first entry of the person's history and the event that tells of it, in one transaction.</summary>
    /// <returns>Null when the address is taken.</returns>
    public async Task<Person?> InviteAndTellAsync(Invitation invitation, Guid actor, CancellationToken cancellationToken)
    {
        var person = Invited(invitation);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Row(person));
        batch.BatchCommands.Add(Command(
            "insert into history (id, user_id, at, actor_id, changes) values ($1, $2, $3, $4, $5)",
            Value(Guid.CreateVersion7()),
            Value(person.Id),
            Value(person.CreatedAt),
            Value(actor),
            Document([new Change("status", From: null, person.Status)], Wire.Default.ChangeArray)));
        batch.BatchCommands.Add(Command(
            "insert into events (id, kind, payload, sent_at) values ($1, $2, $3, $4)",
            Value(Guid.CreateVersion7()),
            Value("users.user-created.v1"),
            Document(
                new UserCreated(person.Id, person.Email, person.DisplayName, person.Status, person.Roles, person.CreatedAt), Wire.Default.UserCreated),
            Value(person.CreatedAt)));
        return await CommitAsync(batch, person, cancellationToken);
    }

    /// <returns>The person as it is then; null when there is none.</returns>
    public async Task<Person?> UpdateAsync(Guid id, Profile profile, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Update);
        command.Parameters.Add(Value(id));
        command.Parameters.Add(Value(profile.DisplayName));
        string?[] texts = [profile.GivenName, profile.FamilyName, profile.Phone, profile.Locale, profile.TimeZone];
        foreach (var text in texts)
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(Value(clock.GetUtcNow().UtcDateTime));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? People.Read(reader) : null;
    }

    private Person Invited(Invitation invitation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new(
            Guid.CreateVersion7(), invitation.Email, invitation.DisplayName, GivenName: null, FamilyName: null, Phone: null, Locale: null, TimeZone: null,
            AvatarUrl: null, "invited", Roles, now, now, LastSeenAt: null, Version: 1);
    }

    private static NpgsqlBatchCommand Row(Person person) =>
        Command(Insert, Value(person.Id), Value(person.Email), Value(person.DisplayName), Value(person.Roles), Value(person.CreatedAt));

    /// <summary>What a batch writes is one transaction.</summary>
    private static async Task<Person?> CommitAsync(NpgsqlBatch batch, Person person, CancellationToken cancellationToken)
    {
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return person;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null;
        }
    }

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value);
        return command;
    }

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<byte[]> Document<T>(T value, JsonTypeInfo<T> type) =>
        new() { TypedValue = JsonSerializer.SerializeToUtf8Bytes(value, type), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
