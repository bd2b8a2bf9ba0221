using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;
using Monolith.Host.Local;

namespace Monolith.Host.Composition;

/// <summary>
/// Secrets that a vault hands over as files, one a setting: Docker's and Kubernetes' secrets, the Secrets Store CSI driver and Vault's agent
/// all do. The name of the file is that of the setting, with <c>__</c> for the colon.
/// </summary>
internal static class SecretFiles
{
    private const string Setting = "Secrets:Directory";

    /// <summary>
    /// Adds them where files belong: above appsettings.json, below the environment and the command line. They are read once, as all settings
    /// are that a start depends on.
    /// </summary>
    /// <exception cref="StartupException">The folder is not there, or something in it cannot be read.</exception>
    public static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[Setting] is not { Length: > 0 } named)
            return;
        var folder = Path.Combine(builder.Environment.ContentRootPath, named);
        if (!Directory.Exists(folder))
            throw new StartupException($"{Setting} '{folder}' is no folder: let the secrets be put there, or remove the setting.");

        IList<IConfigurationSource> sources = builder.Configuration.Sources;
        var environment = sources.Index().Last(source => source.Item is EnvironmentVariablesConfigurationSource { Prefix: null or "" }).Index;
        try
        {
            sources.Insert(environment, new KeyPerFileConfigurationSource { FileProvider = new PhysicalFileProvider(folder), Optional = false });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"A secret in {Setting} '{folder}' cannot be read ({exception.Message.TrimEnd('.')}); let the user read it that this process runs as.",
                exception);
        }
    }
}
