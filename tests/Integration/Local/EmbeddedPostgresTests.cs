using System.Diagnostics;
using System.Globalization;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Local;

/// <summary>The database of a host that was given none: it keeps data through every kind of end, and serves one host at a time.</summary>
[TakesLong]
public sealed class EmbeddedPostgresTests : IClassFixture<PostgresBinaries>
{
    [Fact]
    public async Task Keeps_its_data_and_ends_with_the_host()
    {
        await using var data = new LocalData();
        var first = await data.Start().RunningAsync();
        await data.AskAsync("CREATE TABLE public.kept AS SELECT 42 AS answer");
        (await first.StopAsync()).ShouldBe(0, first.Output);
        data.IsServed.ShouldBeFalse();
        first.Output.ShouldNotContain("   at ");

        var second = await data.Start().RunningAsync();
        (await data.AskAsync("SELECT answer FROM public.kept")).ShouldBe(42);
        (await second.StopAsync()).ShouldBe(0, second.Output);
    }

    [Fact]
    public async Task Finds_what_was_committed_before_the_host_was_killed()
    {
        await using var data = new LocalData();
        var first = await data.Start().RunningAsync();
        await data.AskAsync("CREATE TABLE public.kept AS SELECT 42 AS answer");
        var orphan = data.ServerId;
        await first.KillAsync();
        LocalData.IsServer(orphan).ShouldBeTrue();

        var second = await data.Start().RunningAsync();
        (await data.AskAsync("SELECT answer FROM public.kept")).ShouldBe(42);
        data.ServerId.ShouldNotBe(orphan);
        LocalData.IsServer(orphan).ShouldBeFalse();
        (await second.StopAsync()).ShouldBe(0, second.Output);
    }

    [Fact]
    public async Task Recovers_after_its_server_was_killed_with_the_host()
    {
        await using var data = new LocalData();
        var first = await data.Start().RunningAsync();
        await data.AskAsync("CREATE TABLE public.kept AS SELECT 42 AS answer");
        using var server = Process.GetProcessById(int.Parse(data.ServerId, CultureInfo.InvariantCulture));
        await first.KillAsync();
        server.Kill();
        await server.WaitForExitAsync();

        var second = await data.Start().RunningAsync();
        (await data.AskAsync("SELECT answer FROM public.kept")).ShouldBe(42);
        (await second.StopAsync()).ShouldBe(0, second.Output);
    }

    [Fact]
    public async Task Refuses_a_second_host_and_names_the_first()
    {
        await using var data = new LocalData();
        var first = await data.Start().RunningAsync();
        var refusal = await data.MigrateAsync(expectedExit: 1);
        refusal.ShouldBe($"The data folder {data.Path} is in use by process {first.Id}: stop that one, or choose another folder with --data.");
        (await data.AskAsync("SELECT 1")).ShouldBe(1);
        (await first.StopAsync()).ShouldBe(0, first.Output);
    }

    [Fact]
    public async Task Corrupt_data_is_one_sentence_with_the_remedy_and_the_log()
    {
        await using var data = new LocalData();
        await data.MigrateAsync();
        await File.WriteAllTextAsync(Path.Combine(data.Cluster, "global", "pg_control"), "not a control file");
        var sentence = await data.MigrateAsync(expectedExit: 1);
        sentence.ShouldStartWith($"PostgreSQL does not run on {data.Cluster} (");
        sentence.ShouldContain("could not read file \"global/pg_control\"");
        sentence.ShouldContain("choose another with --data");
        sentence.ShouldEndWith(Path.Combine(data.Path, "postgres", "server.log."));
        sentence.ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_lost_password_is_one_sentence()
    {
        await using var data = new LocalData();
        await data.MigrateAsync();
        File.Delete(data.PasswordFile);
        (await data.MigrateAsync(expectedExit: 1)).ShouldContain($"its password file {data.PasswordFile} does not");
    }

    [Fact]
    public async Task An_interrupted_first_start_begins_anew()
    {
        await using var data = new LocalData();
        Directory.CreateDirectory(data.Cluster + ".new");
        await File.WriteAllTextAsync(Path.Combine(data.Cluster + ".new", "PG_VERSION"), "18");
        await data.MigrateAsync();
        Directory.Exists(data.Cluster + ".new").ShouldBeFalse();
    }

    [Fact]
    public async Task The_password_is_readable_by_the_hosts_user_only()
    {
        await using var data = new LocalData();
        await data.MigrateAsync();
        File.GetUnixFileMode(data.PasswordFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(data.Cluster).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Works_below_a_folder_that_is_closed_to_everybody_else()
    {
        await using var parent = new LocalData();
        Directory.CreateDirectory(parent.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var data = new LocalData(Path.Combine(parent.Path, "data"));
        await data.MigrateAsync();
    }

    [Fact]
    public async Task Listens_on_loopback_when_the_path_is_too_long_for_a_socket()
    {
        await using var data = new LocalData(Path.Combine(Path.GetTempPath(), $"monolith-{Guid.CreateVersion7():N}-{new string('x', 100)}"));
        await data.MigrateAsync();
        (await File.ReadAllTextAsync(Path.Combine(data.Cluster, "postgresql.conf"))).ShouldContain("listen_addresses = '127.0.0.1'");
    }
}
