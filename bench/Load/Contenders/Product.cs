using System.Globalization;
using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Contenders;

/// <summary>The host as it is released with everything on; only the rate limits' numbers are so high that none is reached.</summary>
internal sealed class Product(Servers servers, Trial trial) : Contender("product", servers, trial)
{
    private const string Unreachable = "1000000000";
    private static readonly string Secret = Convert.ToBase64String(new byte[32]);

    public override string Entry => "Monolith.Host.dll";

    protected override string Runtime => "dotnet";

    public override string? Queue => "messaging.envelopes";

    public override async Task SeedAsync(Population population, CancellationToken cancellationToken)
    {
        using (var api = new Api(this))
            await api.SignInAsync(cancellationToken);
        await EmptyQueuesAsync(cancellationToken);
        // The administrator came from the settings; the document that the product made of them is the pattern for the other accounts.
        await ExecuteAsync("truncate users.mt_doc_user", cancellationToken);
        await Database.FillAsync("users.mt_doc_user", population.CopyDocumentsAsync, cancellationToken);
        await ExecuteAsync(
            $$"""
            insert into identity.mt_doc_account (id, data, mt_last_modified, mt_version, mt_dotnet_type, normalized_email)
            select new.id,
                   data || jsonb_build_object('Id', new.id, 'Email', new.email, 'NormalizedEmail', upper(new.email)),
                   mt_last_modified, mt_version, mt_dotnet_type, upper(new.email)
            from identity.mt_doc_account
            cross join (
              select gen_random_uuid() as id, {{Population.AccountSql}} as email
              from generate_series(1, {{Population.Accounts}}) as n) as new
            where normalized_email = upper('{{Population.Administrator}}')
            """,
            cancellationToken);
        await ExecuteAsync("vacuum analyze", cancellationToken);
    }

    public override Task<long> CountRegistrationsAsync(int turn, CancellationToken cancellationToken) =>
        CountInvitationsAsync(turn, cancellationToken);

    public override async Task<long> CountInvitationsAsync(int turn, CancellationToken cancellationToken)
    {
        await EmptyQueuesAsync(cancellationToken, butMails: true);
        return await CountPeopleAsync(turn, cancellationToken);
    }

    public override Task<long> SumVersionsAsync(CancellationToken cancellationToken) =>
        CountAsync("select sum(mt_version)::bigint from users.mt_doc_user", cancellationToken);

    /// <summary>Bytes on its heap since its start, by its own metrics.</summary>
    public async Task<double> AllocatedAsync(CancellationToken cancellationToken)
    {
        const string metric = "dotnet_gc_heap_total_allocated_bytes_total ";
        using var api = new Api(this);
        var metrics = await api.GetAsync("/metrics", token: null, cancellationToken);
        return metrics.Split('\n').FirstOrDefault(line => line.StartsWith(metric, StringComparison.Ordinal)) is { } line
            ? double.Parse(line[metric.Length..], CultureInfo.InvariantCulture)
            : throw new BenchException($"{Name} does not say how much it has allocated.");
    }

    protected override string? Mails => "message_type = 'identity.send-invitation.v1' or message_type like '%.SendVerificationMail'";

    private async Task<long> CountPeopleAsync(int turn, CancellationToken cancellationToken)
    {
        var lost = await CountAsync("select count(*) from messaging.dead_letters", cancellationToken);
        if (lost > 0)
            throw new BenchException($"product has {lost} dead letters after a turn.");
        var accounts = await CountAsync(
            $"select count(*) from identity.mt_doc_account where normalized_email like 'TURN{turn}-%'", cancellationToken);
        var profiles = await CountAsync($"select count(*) from users.mt_doc_user where email like 'turn{turn}-%'", cancellationToken);
        return accounts == profiles
            ? accounts
            : throw new BenchException($"product has {accounts} accounts but {profiles} profiles after a turn.");
    }

    protected override Task CreateSchemaAsync(CancellationToken cancellationToken) => RunToEndAsync(["migrate"], cancellationToken);

    protected override IEnumerable<(string Name, string Value)> Settings(string connectionString, int port) =>
    [
        ("ASPNETCORE_ENVIRONMENT", Trial.IsProduction ? "Production" : "Development"),
        ("ASPNETCORE_URLS", $"http://127.0.0.1:{Text(port)}"),
        ("ConnectionStrings__Postgres", connectionString),
        ("ConnectionStrings__Redis", $"{Servers.Redis},defaultDatabase={Text(Trial.Number)}"),
        ("PublicUrl", "https://bench.example.com"),
        ("Identity__KeyEncryptionKey", Secret),
        ("Identity__Passwords__Pepper", Secret),
        ("Identity__Bcrypt__Cost", Text(Trial.BcryptCost)),
        ("Mail__Smtp__Host", "127.0.0.1"),
        ("Mail__Smtp__Port", Text(Servers.Mail.Port)),
        ("Mail__Smtp__Tls", "false"),
        ("MONOLITH_ADMIN_EMAIL", Population.Administrator),
        ("MONOLITH_ADMIN_PASSWORD", Population.Password),
        ("RateLimits__Credentials__Permits", Unreachable),
        ("RateLimits__Accounts__Permits", Unreachable),
        ("RateLimits__Reads__Permits", Unreachable),
        ("RateLimits__Writes__Permits", Unreachable),
        ("RateLimits__Machines__Permits", Unreachable),
        ("Realtime__RedisPrefix", Trial.Name),
        ("Caching__RedisPrefix", Trial.Name),
        .. Trial.IsCached ? Array.Empty<(string, string)>() : [("Caching__Lifetime", "00:00:00")],
        .. Trial.HashingThreads is { } threads ? [("Identity__Passwords__Threads", Text(threads))] : Array.Empty<(string, string)>(),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
