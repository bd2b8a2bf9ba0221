using Monolith.Host;
using Monolith.Host.Commands;
using Monolith.Host.Composition;
using Monolith.Host.Local;

try
{
    var builder = WebApplication.CreateSlimBuilder([.. args.Where(argument => argument != MigrateCommand.DryRun)]);
    builder.AddSecretFiles();
    builder.CheckSettings();
    await builder.AddEmbeddedPostgresAsync();
    builder.AddAppLogging(Command.IsIn(args));
    builder.AddStore();
    builder.AddMessaging();
    builder.AddSecurity();
    builder.AddApiDocument();
    builder.AddTelemetry();
    foreach (var module in ModuleCatalog.All)
        module.AddServices(builder);
    builder.AddDemoData();

    await using var app = builder.Build();
    if (await app.RunCommandAsync(args) is { } exitCode)
        return exitCode;

    app.UsePipeline();
    app.MapApiDocument();
    app.UseTelemetry();
    foreach (var module in ModuleCatalog.All)
        module.MapEndpoints(app);
    app.ShareEndpoints();
    await app.CheckDependenciesAsync();
    await app.ServeAsync();
    return 0;
}
catch (Exception exception) when (StartupFailure.Sentences(exception) is { } sentences)
{
    foreach (var sentence in sentences)
        await Console.Error.WriteLineAsync(sentence);
    return 1;
}
