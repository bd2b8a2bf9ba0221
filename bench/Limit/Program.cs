using Monolith.Bench.Limit;
using Npgsql;

// What the machine can do: Kestrel without a pipeline, the driver without a document store, and the same answers as the product's.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, Wire.Default));

var settings = new NpgsqlConnectionStringBuilder(builder.Configuration.GetConnectionString("Postgres"))
{
    MaxAutoPrepare = 20,
    AutoPrepareMinUsages = 2,
    NoResetOnClose = true,
    MaxPoolSize = 40,
    MinPoolSize = 40,
};
await using var database = NpgsqlDataSource.Create(settings);
using var tokens = new Tokens(TimeProvider.System);
var directory = new DirectoryEndpoints(
    new People(database), new Changes(database, TimeProvider.System), tokens, builder.Configuration.GetValue("Caching:Pages", defaultValue: false));
using var accounts = new Accounts(database, tokens, builder.Configuration.GetValue("Bcrypt:Cost", 12), TimeProvider.System);

await using var app = builder.Build();
app.MapGet("/health/live", () => Results.Ok());
app.MapGet("/.well-known/jwks.json", () => TypedResults.Ok(tokens.KeySet));
directory.Map(app);
app.MapPost("/api/v1/auth/login", async (Credentials credentials, CancellationToken cancellationToken) =>
    await accounts.SignInAsync(credentials, cancellationToken) is { } answer ? Results.Ok(answer) : Results.Unauthorized());
app.MapPost("/api/v1/auth/refresh", async (Refreshment refreshment, CancellationToken cancellationToken) =>
    await accounts.RefreshAsync(refreshment.RefreshToken, cancellationToken) is { } answer ? Results.Ok(answer) : Results.Unauthorized());
app.MapPost("/api/v1/auth/register", async (Registration registration, CancellationToken cancellationToken) =>
{
    await accounts.RegisterAsync(registration, cancellationToken);
    return Results.Accepted();
});
await app.RunAsync();
