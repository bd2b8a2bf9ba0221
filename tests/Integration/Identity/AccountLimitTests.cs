using System.Net;
using System.Net.Http.Json;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

/// <summary>What concerns one address is limited whoever asks, and whether or not the address has an account.</summary>
public sealed class AccountLimitTests(Services services)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_can_be_asked_for_a_few_times_only_and_no_other_address_pays_for_it(bool isKnown)
    {
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?> { ["RateLimits:Accounts:Permits"] = "4" });
        using var client = host.CreateClient();
        var email = isKnown ? MonolithHost.AdminEmail : People.NewEmail();

        (await client.LoginAsync(email, "wrong")).Code.ShouldBe("identity.invalid_credentials");
        (await client.LoginAsync($" {email.ToUpperInvariant()}", "wrong")).Code.ShouldBe("identity.invalid_credentials");
        (await client.PostAuthAsync("password/forgot", new { email })).Status.ShouldBe(HttpStatusCode.Accepted);
        (await client.PostAuthAsync("email/resend", new { email })).Status.ShouldBe(HttpStatusCode.Accepted);

        foreach (var call in new[] { "login", "password/forgot", "email/resend", "register" })
        {
            var refused = await client.PostAuthAsync(call, new { email, password = MonolithHost.AdminPassword, displayName = "Ada Lovelace" });
            refused.Status.ShouldBe(HttpStatusCode.TooManyRequests, call);
            ((int)refused.Json["status"]!).ShouldBe(429);
        }

        (await client.LoginAsync(People.NewEmail(), "wrong")).Code.ShouldBe("identity.invalid_credentials");
    }

    [Fact]
    public async Task Who_is_refused_hears_when_to_come_again()
    {
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?> { ["RateLimits:Accounts:Permits"] = "1" });
        using var client = host.CreateClient();
        var email = People.NewEmail();
        (await client.LoginAsync(email, "wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using var refused = await client.PostAsync("/api/v1/auth/login", JsonContent.Create(new { email, password = "wrong" }));
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_malformed_call_is_told_what_is_wrong_with_it()
    {
        await using var host = await MonolithHost.StartAsync(services);
        using var client = host.CreateClient();
        foreach (var email in new[] { null, string.Empty, "no address" })
            (await client.PostAuthAsync("password/forgot", new { email })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_flood_against_an_address_shuts_out_neither_its_sessions_nor_whoever_comes_from_where_she_has_been()
    {
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?> { ["RateLimits:Accounts:Permits"] = "4" });
        using var client = host.CreateClient();
        var session = await client.LoginFromAsync("192.0.2.1", MonolithHost.AdminPassword);
        await client.LoginFromAsync("2001:db8::1", MonolithHost.AdminPassword);
        for (var i = 0; i < 10; i++)
            await client.LoginFromAsync($"198.51.100.{i}", "guessed");

        (await client.LoginFromAsync("198.51.100.200", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await client.GetAuthAsync("me", session.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.RefreshAsync(session.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.LoginFromAsync("192.0.2.1", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.LoginFromAsync("2001:db8::2:3", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_password_makes_nobody_known_and_a_known_network_has_its_limit_too()
    {
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?> { ["RateLimits:Accounts:Permits"] = "3" });
        using var client = host.CreateClient();
        for (var i = 0; i < 3; i++)
            await client.LoginFromAsync("192.0.2.7", "wrong");
        (await client.LoginFromAsync("192.0.2.7", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        await using var other = await MonolithHost.StartAsync(services, new Dictionary<string, string?> { ["RateLimits:Accounts:Permits"] = "3" });
        using var known = other.CreateClient();
        (await known.LoginFromAsync("192.0.2.7", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 3; i++)
            (await known.LoginFromAsync("192.0.2.7", "wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await known.LoginFromAsync("192.0.2.7", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Who_keeps_asking_waits_longer_each_time()
    {
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?>
        {
            ["RateLimits:Accounts:Permits"] = "1",
            ["RateLimits:Accounts:PeriodSeconds"] = "1",
        });
        using var client = host.CreateClient();
        var email = People.NewEmail();
        var longest = TimeSpan.Zero;
        // Whoever asks at once when the wait is over has used up the limit again.
        while (longest < TimeSpan.FromSeconds(4))
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/password/forgot", new { email });
            if (answer.Headers.RetryAfter?.Delta is { } wait)
                longest = wait > longest ? wait : longest;
            else
                answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        longest.ShouldBe(TimeSpan.FromSeconds(4));
    }
}
