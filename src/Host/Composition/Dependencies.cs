using Monolith.Host.Local;
using Monolith.Shared.Infrastructure.Redis;
using Npgsql;
using StackExchange.Redis;

namespace Monolith.Host.Composition;

internal static class Dependencies
{
    /// <summary>A database or Redis that cannot be reached is said now, in one sentence, rather than by the first request.</summary>
    public static async Task CheckDependenciesAsync(this WebApplication app)
    {
        var settings = new NpgsqlConnectionStringBuilder(app.Configuration.GetConnectionString("Postgres"));
        try
        {
            await using var connection = await app.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        }
        catch (NpgsqlException exception)
        {
            throw new StartupException(
                $"PostgreSQL at {settings.Host}:{settings.Port} cannot be used ({exception.Message.TrimEnd('.')}); "
                + "check ConnectionStrings:Postgres and that the server runs.",
                exception);
        }

        if (!app.Configuration.UsesRedis())
            app.Logger.LogInformation("No ConnectionStrings:Redis: sessions, limits and live updates stay in this process, for a single node.");
        else if (!app.Services.GetRequiredService<IConnectionMultiplexer>().IsConnected)
            throw new StartupException(
                $"Redis at {Endpoints(app.Configuration)} does not answer; check ConnectionStrings:Redis and that the server runs.");
    }

    private static string Endpoints(IConfiguration configuration) =>
        string.Join(", ", ConfigurationOptions.Parse(configuration.GetConnectionString("Redis")!).EndPoints);
}
