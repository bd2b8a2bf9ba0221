namespace Monolith.Host.Local;

internal static class EmbeddedPostgresSetup
{
    /// <summary>
    /// In Development without <c>ConnectionStrings:Postgres</c>: starts the embedded database in <c>Data:Directory</c> (default
    /// <c>.data</c>) and fills that setting in, so that everything after it finds a database as it would in Production.
    /// </summary>
    /// <exception cref="StartupException">The database cannot start.</exception>
    public static async Task AddEmbeddedPostgresAsync(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || !string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("Postgres")))
        {
            return;
        }

        var directory = builder.Configuration["Data:Directory"] is { Length: > 0 } configured ? configured : ".data";
        var database = await EmbeddedPostgres.StartAsync(directory, builder.Environment.ContentRootPath);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Postgres", database.ConnectionString)]);
        builder.Services.AddSingleton<IHostedService>(database);
    }
}
