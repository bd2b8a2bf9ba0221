using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Composition;

/// <summary>Secrets as a vault hands them over: a file each, and nothing of them in settings.</summary>
public sealed class SecretFileTests(Services services) : IDisposable
{
    private static readonly string[] Secrets =
    [
        "ConnectionStrings:Postgres", "ConnectionStrings:Redis", "Identity:KeyEncryptionKey", "Identity:Passwords:Pepper", "MONOLITH_ADMIN_PASSWORD",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("monolith-secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_host_whose_secrets_are_all_in_files_serves()
    {
        var settings = ProductionSettings.For(await services.CreateDatabaseAsync(), services.Redis);
        MoveIntoFiles(settings);
        await using var host = await HostProcess.Start(settings).ServingAsync();
        using var client = ProductionSettings.ClientOf(host);
        (await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Like any file of settings: above appsettings.json, below the environment.</summary>
    [Fact]
    public async Task What_the_environment_says_counts_more_than_a_file()
    {
        var settings = ProductionSettings.For(await services.CreateDatabaseAsync(), services.Redis);
        MoveIntoFiles(settings);
        settings["MONOLITH_ADMIN_PASSWORD"] = "another sentence of the operator";
        await using var host = await HostProcess.Start(settings).ServingAsync();
        using var client = ProductionSettings.ClientOf(host);
        (await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.LoginAsync(MonolithHost.AdminEmail, settings["MONOLITH_ADMIN_PASSWORD"]!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_folder_of_secrets_that_is_not_there_is_one_sentence()
    {
        var absent = Path.Combine(_folder, "absent");
        (await FailAsync(absent)).ShouldBe($"Secrets:Directory '{absent}' is no folder: let the secrets be put there, or remove the setting.");
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_is_one_sentence()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "Identity__Passwords__Pepper"), Path.Combine(_folder, "absent"));
        var output = await FailAsync(_folder);
        output.ShouldContain($"A secret in Secrets:Directory '{_folder}' cannot be read");
        output.ShouldNotContain('\n');
    }

    /// <summary>As Kubernetes mounts them: each is a link into a folder that is replaced as a whole, and the last line may end.</summary>
    private void MoveIntoFiles(Dictionary<string, string?> settings)
    {
        var version = Directory.CreateDirectory(Path.Combine(_folder, "..2026_11_23")).FullName;
        foreach (var key in Secrets)
        {
            var name = key.Replace(":", "__", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(version, name), $"{settings[key]}\n");
            File.CreateSymbolicLink(Path.Combine(_folder, name), Path.Combine(version, name));
            settings.Remove(key);
        }

        settings["Secrets:Directory"] = _folder;
    }

    private static async Task<string> FailAsync(string folder)
    {
        await using var host = HostProcess.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Secrets:Directory"] = folder });
        (await host.ExitAsync()).ShouldBe(1, host.Output);
        return host.Output;
    }
}
