namespace Monolith.Host.Commands;

internal static class Command
{
    /// <summary>Does what the first argument asks for instead of serving. Returns the exit code, or null when nothing was asked for.</summary>
    public static async Task<int?> RunCommandAsync(this WebApplication app, string[] arguments) => arguments.FirstOrDefault() switch
    {
        "migrate" => await app.MigrateAsync(arguments),
        "dead-letters" => await app.DeadLettersAsync(arguments),
        _ => null,
    };
}
