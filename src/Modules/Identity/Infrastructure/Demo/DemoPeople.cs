using Bogus;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Application;
using Monolith.Identity.Domain;
using Wolverine.Marten;

namespace Monolith.Identity.Infrastructure.Demo;

/// <summary>People who registered over the past year, for a demonstration. The same ones every time, so that a second run adds nobody.</summary>
internal static class DemoPeople
{
    private const int Count = 1_000;
    private const int BatchSize = 100;
    private const int Seed = 20_260;
    private const float ShareVerified = 0.93f;

    private static readonly string[] Companies = ["northwind.example", "contoso.example", "fabrikam.example", "lakeside.example", "tailspin.example"];

    public static async Task SeedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var people = Generate(services.GetRequiredService<TimeProvider>().GetUtcNow());
        foreach (var batch in people.Chunk(BatchSize))
            await RegisterAsync(services, batch, cancellationToken);
    }

    internal static IReadOnlyList<Account> Generate(DateTimeOffset now)
    {
        var faker = new Faker("en") { Random = new Randomizer(Seed) };
        var addresses = new HashSet<string>();
        var people = new List<Account>(Count);
        while (people.Count < Count)
        {
            var (first, last) = (faker.Name.FirstName(), faker.Name.LastName());
            var address = faker.Internet.Email(first, last, faker.PickRandom(Companies)).ToLowerInvariant();
            var registeredAt = now - TimeSpan.FromMinutes(faker.Random.Int(60, 365 * 24 * 60));
            var isVerified = faker.Random.Bool(ShareVerified);
            if (!addresses.Add(address) || !EmailAddress.TryParse(address, out var email))
                continue;
            var person = Account.Register(email, $"{first} {last}", passwordHash: null, registeredAt);
            if (isVerified)
                person.VerifyEmail(registeredAt);
            people.Add(person);
        }

        return people;
    }

    /// <summary>Each batch is one transaction: whatever interrupts the filling, the next run goes on where it stopped.</summary>
    private static async Task RegisterAsync(IServiceProvider services, Account[] batch, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var known = await session.AdvancedSql.QueryAsync<string>(
            "select d.normalized_email from identity.mt_doc_account d where d.normalized_email = any(?)",
            cancellationToken,
            [batch.Select(person => person.NormalizedEmail).ToArray()]);
        var missing = batch.ExceptBy(known, person => person.NormalizedEmail).ToArray();
        if (missing.Length == 0)
            return;

        var outbox = scope.ServiceProvider.GetRequiredService<IMartenOutbox>();
        outbox.Enroll(session);
        session.Insert(missing);
        foreach (var person in missing)
            await outbox.PublishAsync(person.Registered());
        await session.SaveChangesAsync(cancellationToken);
    }
}
