using System.Diagnostics;
using System.Net;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.Attacks;

/// <summary>Somebody wants to know who has an account (OWASP Authentication Cheat Sheet, "Authentication and Error Messages").</summary>
public sealed class EnumerationTests(OneHost fixture) : IClassFixture<OneHost>
{
    /// <summary>A fair coin falls this far from the middle in one of a million series of so many: five standard deviations.</summary>
    private const int Pairs = 200;
    private const double Deviations = 5;

    private MonolithHost Host => fixture.Host;

    [Theory]
    [InlineData("login", HttpStatusCode.Unauthorized)]
    [InlineData("register", HttpStatusCode.Accepted)]
    [InlineData("password/forgot", HttpStatusCode.Accepted)]
    [InlineData("email/resend", HttpStatusCode.Accepted)]
    public async Task The_answer_does_not_say_whether_there_is_an_account(string call, HttpStatusCode expected)
    {
        var unconfirmed = (await Host.RegisterAsync()).Email;
        var (person, signedIn) = await Host.MemberAsync();
        signedIn.Dispose();
        using var guarded = await Host.GuardedAsync();
        var seen = new List<string>();
        foreach (var email in new[] { People.NewEmail(), person.Email, unconfirmed, guarded.Person.Email, MonolithHost.AdminEmail })
            seen.Add(await AnswerAsync(call, email, expected));
        seen.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_time_that_a_wrong_password_takes_does_not_say_whether_there_is_an_account()
    {
        var (person, signedIn) = await Host.MemberAsync();
        signedIn.Dispose();
        using var client = Host.CreateClient();
        var faster = 0;
        for (var pair = -10; pair < Pairs; pair++)
        {
            // In turn, so that neither is always the first.
            var (first, second) = pair % 2 == 0 ? (person.Email, People.NewEmail()) : (People.NewEmail(), person.Email);
            var (firstTook, secondTook) = (await TimeAsync(client, first), await TimeAsync(client, second));
            if (pair >= 0 && (first == person.Email ? firstTook < secondTook : secondTook < firstTook))
                faster++;
        }

        Math.Abs(faster - (Pairs / 2.0)).ShouldBeLessThan(Deviations * Math.Sqrt(Pairs) / 2, $"the known address answered first {faster} times of {Pairs}");
    }

    [Fact]
    public async Task A_link_that_is_wrong_does_not_say_why()
    {
        var person = await Host.RegisterAsync();
        using var client = Host.CreateClient();
        var used = await Host.LinkTokenAsync(person.Email);
        await Host.VerifyAsync(person.Email);
        var seen = new List<string>();
        foreach (var token in new[] { used, new string('A', used.Length) })
        {
            var answer = await client.PostAuthAsync("email/verify", new { token });
            answer.Json.Remove("correlationId");
            seen.Add($"{answer.Status} {answer.Json.ToJsonString()}");
        }

        seen.Distinct().ShouldHaveSingleItem();
    }

    private static async Task<TimeSpan> TimeAsync(HttpClient client, string email)
    {
        var began = Stopwatch.GetTimestamp();
        (await client.LoginAsync(email, "not the right sentence")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        return Stopwatch.GetElapsedTime(began);
    }

    /// <returns>All of it that is the same when the same is asked twice.</returns>
    private async Task<string> AnswerAsync(string call, string email, HttpStatusCode expected)
    {
        using var client = Host.CreateClient();
        var answer = await client.PostAuthAsync(call, new { email, password = "not the right sentence", displayName = "Ada Lovelace" });
        answer.Status.ShouldBe(expected, call);
        answer.Json.Remove("correlationId");
        return $"{answer.Json.ToJsonString()} {string.Join(';', answer.Cookies)}";
    }
}
