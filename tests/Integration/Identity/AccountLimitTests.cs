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
}
