using System.Globalization;
using System.Net;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.Attacks;

/// <summary>Somebody guesses, from one place or from many (OWASP Credential Stuffing Prevention Cheat Sheet).</summary>
public sealed class BruteForceTests(BruteForceTests.Limited fixture) : IClassFixture<BruteForceTests.Limited>
{
    private const int PermitsOfAnAccount = 10;
    private const int PermitsOfANetwork = 40;

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Many_networks_that_guess_at_one_account_share_its_limit()
    {
        using var client = Host.CreateClient();
        var email = People.NewEmail();
        var answers = new List<AuthAnswer>();
        for (var guess = 0; guess < 5 * PermitsOfAnAccount; guess++)
            answers.Add(await GuessAsync(client, email, string.Create(CultureInfo.InvariantCulture, $"198.51.{guess}.7")));
        answers[..PermitsOfAnAccount].ShouldAllBe(answer => answer.Status == HttpStatusCode.Unauthorized);
        answers[^PermitsOfAnAccount..].ShouldAllBe(answer => answer.Status == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task One_network_that_tries_one_password_at_many_accounts_has_a_limit_too()
    {
        using var client = Host.CreateClient();
        var answers = new List<AuthAnswer>();
        for (var account = 0; account < 2 * PermitsOfANetwork; account++)
            answers.Add(await GuessAsync(client, People.NewEmail(), "203.0.113.9"));
        answers[..PermitsOfANetwork].ShouldAllBe(answer => answer.Status == HttpStatusCode.Unauthorized);
        answers[^1].Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await GuessAsync(client, People.NewEmail(), "203.0.114.9")).Status.ShouldBe(HttpStatusCode.Unauthorized, "others are not concerned");
    }

    [Fact]
    public async Task The_addresses_of_one_IPv6_network_are_one_network()
    {
        using var client = Host.CreateClient();
        var answers = new List<AuthAnswer>();
        for (var account = 0; account < 2 * PermitsOfANetwork; account++)
            answers.Add(await GuessAsync(client, People.NewEmail(), string.Create(CultureInfo.InvariantCulture, $"2001:db8:1:1::{account + 1:x}")));
        answers[^1].Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Another_spelling_of_the_address_is_no_other_account()
    {
        using var client = Host.CreateClient();
        var email = People.NewEmail();
        var spellings = new[] { email, email.ToUpperInvariant(), $" {email} ", email.Replace('p', 'P') };
        var answers = new List<AuthAnswer>();
        for (var guess = 0; guess < 2 * PermitsOfAnAccount; guess++)
            answers.Add(await GuessAsync(client, spellings[guess % spellings.Length], string.Create(CultureInfo.InvariantCulture, $"192.0.{guess}.7")));
        answers[^1].Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Links_are_not_guessed_at_without_end_from_one_place()
    {
        using var client = Host.CreateClient();
        var statuses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 2 * PermitsOfANetwork; guess++)
        {
            var token = string.Create(CultureInfo.InvariantCulture, $"{guess:D43}");
            statuses.Add((await client.PostAuthAsync("email/verify", new { token }, ("X-Forwarded-For", "203.0.115.9"))).Status);
        }

        statuses[0].ShouldBe(HttpStatusCode.BadRequest);
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static Task<AuthAnswer> GuessAsync(HttpClient client, string email, string network) =>
        client.PostAuthAsync("login", new { email, password = "not the right sentence" }, ("X-Forwarded-For", network));

    /// <summary>The limits that others raise.</summary>
    public sealed class Limited(Services services) : IAsyncLifetime
    {
        public MonolithHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await MonolithHost.StartAsync(services, new Dictionary<string, string?>
        {
            ["RateLimits:Accounts:Permits"] = PermitsOfAnAccount.ToString(CultureInfo.InvariantCulture),
            ["RateLimits:Credentials:Permits"] = PermitsOfANetwork.ToString(CultureInfo.InvariantCulture),
        });

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
