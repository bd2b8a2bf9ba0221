using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Bench.Load.Seed;

/// <summary>The data that all contenders hold alike.</summary>
internal sealed class Population(int people)
{
    public const string Administrator = "administrator@bench.example.com";
    public const string Password = "correct horse battery staple";

    /// <summary>How many accounts sign in, besides the administrator's.</summary>
    public const int Accounts = 1_000;

    /// <summary>The address of account <c>n</c>, as the script sign-in.lua makes it.</summary>
    public const string AccountSql = "'account-' || lpad(n::text, 4, '0') || '@bench.example.com'";

    private const int MostSampled = 10_000;

    private static readonly TimeSpan CopyLimit = TimeSpan.FromMinutes(10);

    private const string Documents =
        "copy users.mt_doc_user (id, data, mt_version, mt_dotnet_type, email, display_name, status, created_at) from stdin (format binary)";

    private const string Rows =
        """
        copy users (id, email, display_name, given_name, family_name, phone, locale, time_zone, avatar_url, status, roles,
                    created_at, updated_at, last_seen_at, version) from stdin (format binary)
        """;

    private readonly Lazy<IReadOnlyList<Person>> _sample = new(() =>
        [.. Enumerable.Range(0, people).Where(number => number % Math.Max(1, people / MostSampled) == 0).Select(Person.Number).Where(IsPresent)]);

    /// <summary>People who are not deleted.</summary>
    public int Present { get; } = Everybody(people).Count(IsPresent);

    /// <summary>People who are not deleted, from all times: all of them, or thousands if there are more.</summary>
    public IReadOnlyList<Person> Sample => _sample.Value;

    /// <summary>People who are not deleted, newest first; made anew whenever they are gone through.</summary>
    public IEnumerable<Person> NewestFirst => Enumerable.Range(1, people).Select(back => Person.Number(people - back)).Where(IsPresent);

    /// <summary>Those of them that came last, newest first.</summary>
    public IReadOnlyList<Person> Newest(int count) => [.. NewestFirst.Take(count)];

    /// <returns>The file with the <see cref="Sample"/>, as the script people.lua reads it.</returns>
    public async Task<string> WriteSampleAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "people.tsv");
        await File.WriteAllLinesAsync(
            file,
            Sample.Select(person => $"{person.Id}\t{person.Email}\t{person.DisplayName}\t{person.GivenName}\t{person.FamilyName}"),
            cancellationToken);
        return file;
    }

    /// <summary>As the product stores them.</summary>
    public async Task CopyDocumentsAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var copy = await connection.BeginBinaryImportAsync(Documents, cancellationToken);
        copy.Timeout = CopyLimit;
        foreach (var person in Everybody(people))
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(person.Id, cancellationToken);
            await copy.WriteAsync(JsonSerializer.Serialize(person), NpgsqlDbType.Jsonb, cancellationToken);
            await copy.WriteAsync((long)Person.Version, cancellationToken);
            await copy.WriteAsync("Monolith.Users.Domain.User", NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync(person.Email, NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync(person.DisplayName, NpgsqlDbType.Varchar, cancellationToken);
            await copy.WriteAsync((int)person.Status, cancellationToken);
            await copy.WriteAsync(person.CreatedAt, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>As limit and peer store them.</summary>
    public async Task CopyRowsAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var copy = await connection.BeginBinaryImportAsync(Rows, cancellationToken);
        copy.Timeout = CopyLimit;
        foreach (var person in Everybody(people))
        {
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(person.Id, cancellationToken);
            string?[] texts =
            [
                person.Email, person.DisplayName, person.GivenName, person.FamilyName, person.Phone, person.Locale, person.TimeZone,
                person.AvatarUrl, person.Status.Name(),
            ];
            foreach (var text in texts)
                await copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(person.Roles, cancellationToken);
            await copy.WriteAsync(person.CreatedAt, cancellationToken);
            await copy.WriteAsync(person.UpdatedAt, cancellationToken);
            await copy.WriteAsync(person.LastSeenAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await copy.WriteAsync(Person.Version, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static bool IsPresent(Person person) => person.Status != PersonStatus.Deleted;

    private static IEnumerable<Person> Everybody(int people) => Enumerable.Range(0, people).Select(Person.Number);
}
