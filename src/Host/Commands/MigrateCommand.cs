using JasperFx;
using Marten;
using Weasel.Postgresql;

namespace Monolith.Host.Commands;

internal static class MigrateCommand
{
    /// <summary>Asks for the statements instead of their effect.</summary>
    public const string DryRun = "--dry-run";

    /// <summary>
    /// Brings the schema of all modules and of the message storage to what this version needs, or prints the SQL that would. Ends with 0,
    /// or with 2 when the arguments are not understood.
    /// </summary>
    /// <exception cref="Weasel.Core.SchemaMigrationException">The database differs in a way that would lose data; nothing is changed.</exception>
    public static async Task<int> MigrateAsync(this WebApplication app, string[] arguments)
    {
        var storage = app.Services.GetRequiredService<IDocumentStore>().Storage;
        switch (arguments.Where(argument => !IsSetting(argument)).ToArray())
        {
            case [_]:
                await storage.ApplyAllConfiguredChangesToDatabaseAsync();
                await Console.Out.WriteLineAsync("The database schema is up to date.");
                return 0;
            case [_, DryRun]:
                var sql = new StringWriter();
                (await storage.CreateMigrationAsync()).WriteAllUpdates(sql, new PostgresqlMigrator(), AutoCreate.CreateOrUpdate);
                await Console.Out.WriteLineAsync(
                    sql.ToString() is { Length: > 0 } updates ? updates.TrimEnd() : "The database schema is up to date: there is nothing to do.");
                return 0;
            case var unknown:
                await Console.Error.WriteLineAsync(
                    $"migrate does not understand '{string.Join(' ', unknown.Skip(1))}': it takes {DryRun} and settings as --Key=value.");
                return 2;
        }
    }

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal);
}
