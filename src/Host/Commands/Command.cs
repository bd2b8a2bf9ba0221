using Monolith.Host.Composition;

namespace Monolith.Host.Commands;

internal static class Command
{
    private const string Migrate = "migrate";
    private const string DeadLetters = "dead-letters";

    public static bool IsIn(string[] arguments) => arguments.FirstOrDefault() is Migrate or DeadLetters;

    /// <summary>Does what the first argument asks for instead of serving. Returns the exit code, or null when nothing was asked for.</summary>
    public static async Task<int?> RunCommandAsync(this WebApplication app, string[] arguments)
    {
        if (!IsIn(arguments))
            return null;
        await app.CheckDependenciesAsync();
        return arguments[0] == Migrate ? await app.MigrateAsync(arguments) : await app.DeadLettersAsync(arguments);
    }
}
