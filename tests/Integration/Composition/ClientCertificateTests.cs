using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Npgsql;

namespace Monolith.Tests.Integration.Composition;

/// <summary>A host that shows PostgreSQL and Redis who it is by a certificate, and has no password of theirs.</summary>
[TakesLong]
public sealed class ClientCertificateTests : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new();
    private PostgresServer _postgres = null!;
    private RedisServer _redis = null!;

    public async ValueTask InitializeAsync()
    {
        var servers = _authority.Issue("localhost");
        _postgres = await PostgresServer.StartForCertificatesAsync(servers.File, servers.KeyFile, _authority.File);
        _redis = RedisServer.StartForCertificates(servers.File, servers.KeyFile, _authority.File);
        await using var source = NpgsqlDataSource.Create(_postgres.ConnectionString);
        foreach (var statement in new[] { "create role monolith login", "create database monolith owner monolith" })
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _redis.DisposeAsync();
        await _postgres.DisposeAsync();
        _authority.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task With_its_certificate_it_serves_and_needs_no_password()
    {
        await using var host = await HostProcess.Start(Settings(_authority.Issue("monolith"), _authority.Issue("monolith"))).ServingAsync();
        using var client = ProductionSettings.ClientOf(host);
        (await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_certificate_that_names_another_or_that_nobody_vouches_for_is_refused_by_the_database()
    {
        foreach (var wrong in new[] { _authority.Issue("postgres"), _stranger.Issue("monolith") })
            (await FailAsync(Settings(wrong, _authority.Issue("monolith")))).ShouldContain("PostgreSQL at localhost");
    }

    [Fact]
    public async Task A_database_whose_certificate_nobody_vouches_for_is_not_spoken_to()
    {
        var settings = Settings(_authority.Issue("monolith"), _authority.Issue("monolith"));
        settings["ConnectionStrings:Postgres"] = new NpgsqlConnectionStringBuilder(settings["ConnectionStrings:Postgres"]) { RootCertificate = _stranger.File }.ConnectionString;
        (await FailAsync(settings)).ShouldContain("PostgreSQL at localhost");
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_by_redis() =>
        (await FailAsync(Settings(_authority.Issue("monolith"), _stranger.Issue("monolith")))).ShouldContain("Redis at");

    [Fact]
    public async Task A_certificate_for_redis_that_cannot_be_read_is_one_sentence()
    {
        var settings = Settings(_authority.Issue("monolith"), _authority.Issue("monolith"));
        foreach (var wrong in new[] { _authority.File, _authority.Issue("monolith").KeyFile, $"{_authority.File}.absent" })
        {
            settings["Redis:CertificateKey"] = wrong;
            (await FailAsync(settings)).ShouldStartWith("Redis:Certificate and Redis:CertificateKey cannot be read");
        }
    }

    private Dictionary<string, string?> Settings(TestCertificate forPostgres, TestCertificate forRedis)
    {
        var settings = ProductionSettings.For(
            new NpgsqlConnectionStringBuilder(_postgres.ConnectionString)
            {
                Host = "localhost",
                Database = "monolith",
                Username = "monolith",
                SslMode = SslMode.VerifyFull,
                RootCertificate = _authority.File,
                SslCertificate = forPostgres.File,
                SslKey = forPostgres.KeyFile,
            }.ConnectionString,
            $"{_redis.ConnectionString},ssl=true,sslHost=localhost,connectTimeout=2000");
        settings["Redis:Certificate"] = forRedis.File;
        settings["Redis:CertificateKey"] = forRedis.KeyFile;
        // What the system trusts, by which the certificate of Redis is judged.
        settings["SSL_CERT_FILE"] = _authority.File;
        return settings;
    }

    private static async Task<string> FailAsync(Dictionary<string, string?> settings)
    {
        await using var host = HostProcess.Start(settings);
        (await host.ExitAsync()).ShouldBe(1, host.Output);
        host.Output.ShouldNotContain("   at ");
        return host.Output;
    }
}
