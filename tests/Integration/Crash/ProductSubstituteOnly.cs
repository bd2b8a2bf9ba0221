using System.Net.Http.Json;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Crash;

/// <summary>The product's own host with its cheapest command that other modules react to: somebody registers, and is in the directory.</summary>
internal static class Product
{
    public static Task<Scene> OpenAsync(string connectionString) => Scene.OpenAsync(
        connectionString,
        [new NodePlace("host", _ => HostProcess.Start(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Postgres"] = connectionString,
            ["MONOLITH_ADMIN_EMAIL"] = MonolithHost.AdminEmail,
            ["MONOLITH_ADMIN_PASSWORD"] = MonolithHost.AdminPassword,
            ["Identity:Bcrypt:Cost"] = "4",
            ["RateLimits:Credentials:Permits"] = "1000000",
        }))],
        (client, address, id) => client.PostAsJsonAsync(
            new Uri(address, "/api/v1/auth/register"), new { email = $"{id:N}@crash.test", password = People.Password, displayName = "Ada Lovelace" }));

    /// <summary>Whom the directory or the accounts do not have, although the other has or was told to; empty when all is right.</summary>
    public static async Task<IReadOnlyList<string>> FindMistakesAsync(NpgsqlDataSource database, IReadOnlyCollection<Guid> acknowledged)
    {
        await using var command = database.CreateCommand(
            """
            select format('%s: account %s, person %s', coalesce(told, a.data ->> 'Email', u.data ->> 'Email'), a.id, u.id)
            from unnest($1) told
            full join identity.mt_doc_account a on a.data ->> 'Email' = told
            full join users.mt_doc_user u on u.id = a.id
            where a.id is null or u.id is null or a.data ->> 'Email' <> u.data ->> 'Email'
            """);
        command.Parameters.Add(new() { Value = acknowledged.Select(id => $"{id:N}@crash.test").ToArray() });
        await using var row = await command.ExecuteReaderAsync();
        List<string> mistakes = [];
        while (await row.ReadAsync())
            mistakes.Add(row.GetString(0));
        return mistakes;
    }

    /// <summary>Accounts and people of the directory.</summary>
    public static async Task<long> CountEffectsAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            "select (select count(*) from identity.mt_doc_account) + (select count(*) from users.mt_doc_user)");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
