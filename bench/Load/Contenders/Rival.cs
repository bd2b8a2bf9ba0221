using Monolith.Bench.Load.Seed;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Bench.Load.Contenders;

/// <summary>What limit and peer have in common: the plain tables <c>accounts</c> and <c>users</c> of their schema.sql.</summary>
internal abstract class Rival(string name, string schema, Servers servers, Trial trial) : Contender(name, servers, trial)
{
    public override async Task SeedAsync(Population population, CancellationToken cancellationToken)
    {
        using var api = new Api(this);
        await api.RegisterAsync(Population.Administrator, cancellationToken);
        await EmptyQueuesAsync(cancellationToken);
        await ExecuteAsync("update accounts set roles = '{admin}'", cancellationToken);
        await ExecuteAsync("truncate users", cancellationToken);
        await Database.FillAsync("users", population.CopyRowsAsync, cancellationToken);
        await ExecuteAsync(
            $"""
            insert into accounts (id, email, password_hash, display_name, roles, created_at)
            select gen_random_uuid(), {Population.AccountSql}, password_hash, display_name, roles, created_at
            from accounts cross join generate_series(1, {Population.Accounts}) as n
            """,
            cancellationToken);
        await ExecuteAsync("vacuum analyze", cancellationToken);
    }

    public override Task<long> CountRegistrationsAsync(int turn, CancellationToken cancellationToken) =>
        CountAsync($"select count(*) from accounts where email like 'turn{turn}-%'", cancellationToken);

    public override Task<long> CountInvitationsAsync(int turn, CancellationToken cancellationToken) =>
        CountAsync($"select count(*) from users where email like 'turn{turn}-%'", cancellationToken);

    public override Task<long> SumVersionsAsync(CancellationToken cancellationToken) => CountAsync("select sum(version) from users", cancellationToken);

    protected override async Task CreateSchemaAsync(CancellationToken cancellationToken) =>
        await ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, schema), cancellationToken), cancellationToken);
}
