using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Mail;

/// <summary>Mails on their way to a real server: encrypted, to the right one, complete, and once.</summary>
[TakesLong]
public sealed partial class SmtpSubstituteOnlyTests(Services services) : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();
    private MailCounterpart _server = null!;
    private string _connectionString = string.Empty;

    public async ValueTask InitializeAsync() => _server = await MailCounterpart.StartAsync(_authority.Issue("localhost"));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_mail_goes_encrypted_and_signed_in_and_arrives_as_it_was_written()
    {
        const string Name = "Zoë \"李\" <b>Łukasz</b> & Söhne";
        var email = People.NewEmail();
        await using var host = await StartAsync();
        await RegisterAsync(host, email, Name);

        var mail = await _server.MailAsync(email);
        ((bool)mail["secure"]!).ShouldBeTrue();
        ((string?)mail["user"]).ShouldBe(MailCounterpart.User);
        ((string?)(await _server.ReportAsync("secure"))["protocol"]).ShouldBeOneOf("TLSv1.2", "TLSv1.3");
        ((bool)(await _server.ReportAsync("auth"))["secure"]!).ShouldBeTrue();
        ((string?)mail["from"]).ShouldBe("\"Mönolith\" <no-reply@monolith.test>");
        ((string?)mail["headerTo"]).ShouldBe(email);
        ((string?)mail["subject"]).ShouldBe("Confirm your address");
        ((string?)mail["contentType"]!["value"]).ShouldBe("multipart/alternative");
        ((string?)mail["messageId"]).ShouldNotBeNull().ShouldMatch("^<[^<>@\\s]+@monolith\\.test>$");
        mail["date"].ShouldNotBeNull();
        mail["headers"]!.AsArray().Select(header => (string?)header).ShouldContain("auto-submitted");

        var (text, html) = ((string)mail["text"]!, (string)mail["html"]!);
        text.ShouldContain($"Hello {Name},");
        html.ShouldContain($"Hello {WebUtility.HtmlEncode(Name)},");
        html.ShouldNotContain("<b>");
        var link = Link().Matches(text).ShouldHaveSingleItem().Value;
        Link().Matches(html).Select(match => WebUtility.HtmlDecode(match.Value)).Distinct().ShouldBe([link]);

        var token = link.Split("#token=")[1];
        using var client = new HttpClient { BaseAddress = host.Address };
        (await client.PostAuthAsync("email/verify", new { token })).Status.ShouldBe(HttpStatusCode.NoContent);
        host.Output.ShouldNotContain(token);
        host.Output.ShouldNotContain(MailCounterpart.Password);
    }

    [Fact]
    public async Task What_is_refused_for_now_is_sent_later_and_once()
    {
        var emails = await RefusedAsync(times: 1, ("rcpt", 450), ("data", 451));
        await using var host = await StartAsync();
        foreach (var email in emails)
            await RegisterAsync(host, email);
        foreach (var email in emails)
            await _server.MailAsync(email);
        await EmptyAsync(host);
        foreach (var email in emails)
        {
            _server.MailsTo(email).ShouldBe(1);
            _server.Count("rcptTo", email).ShouldBe(2);
        }
    }

    [Fact]
    public async Task What_is_refused_for_good_waits_for_an_operator_and_is_not_tried_again()
    {
        var emails = await RefusedAsync(times: -1, ("rcpt", 550), ("data", 554));
        var settings = await SettingsAsync();
        await using var host = await HostProcess.Start(settings).RunningAsync();
        foreach (var email in emails)
            await RegisterAsync(host, email);
        await EmptyAsync(host);

        await using var list = HostProcess.Start(settings, "dead-letters");
        (await list.ExitAsync()).ShouldBe(0, list.Output);
        list.Printed.Split('\n').Count(line => line.Contains("SendVerificationMail", StringComparison.Ordinal)).ShouldBe(emails.Length);
        foreach (var email in emails)
        {
            _server.Count("rcptTo", email).ShouldBe(1);
            _server.MailsTo(email).ShouldBe(0);
            list.Printed.ShouldNotContain(email);
        }
    }

    [Fact]
    public async Task A_server_that_was_away_gets_the_mail_when_it_is_back()
    {
        var email = People.NewEmail();
        await using var host = await StartAsync();
        await _server.DisposeAsync();
        await RegisterAsync(host, email);
        await RetriedAsync(host);
        _server = await MailCounterpart.StartAsync(_authority.Issue("localhost"), knownPort: _server.Port);
        await _server.MailAsync(email);
        await EmptyAsync(host);
        _server.MailsTo(email).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_said_to_a_server_whose_certificate_nobody_vouches_for()
    {
        await using var host = await StartAsync(("SSL_CERT_FILE", "/dev/null"));
        await ShouldKeepSilentAsync(host, _server);
    }

    [Fact]
    public async Task Nothing_is_said_to_a_server_that_shows_the_certificate_of_another()
    {
        await using var server = await MailCounterpart.StartAsync(_authority.Issue("another.test"));
        await using var host = await StartAsync(("Mail:Smtp:Port", $"{server.Port}"));
        await ShouldKeepSilentAsync(host, server);
    }

    [Fact]
    public async Task Nothing_is_said_in_clear_to_a_server_that_does_not_encrypt()
    {
        await using var server = await MailCounterpart.StartAsync(_authority.Issue("localhost"), startTls: false);
        await using var host = await StartAsync(("Mail:Smtp:Port", $"{server.Port}"));
        await ShouldKeepSilentAsync(host, server);
    }

    [Fact]
    public async Task A_wrong_password_sends_nothing_is_in_no_log_and_is_tried_again()
    {
        const string Wrong = "not the mailer's password";
        await using var host = await StartAsync(("Mail:Smtp:Password", Wrong));
        var email = People.NewEmail();
        await RegisterAsync(host, email);
        await RetriedAsync(host);
        ((bool)(await _server.ReportAsync("auth"))["right"]!).ShouldBeFalse();
        _server.Count("mailFrom").ShouldBe(0);
        host.Output.ShouldNotContain(Wrong);
    }

    [Fact]
    public async Task Nobody_writes_headers_into_our_mails()
    {
        await using var host = await StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        var email = People.NewEmail();
        foreach (var (address, name) in new[]
            {
                (email, "Ada\r\nBcc: victim@people.test"),
                (email, "Ada\nBcc: victim@people.test"),
                ($"{email}\r\nBcc: victim@people.test", "Ada"),
                ($"{email}, victim@people.test", "Ada"),
                ($"Ada <{email}>, <victim@people.test>", "Ada"),
            })
        {
            (await client.PostAuthAsync("register", new { email = address, password = People.Password, displayName = name }))
                .Status.ShouldBe(HttpStatusCode.BadRequest, $"{address} {name}");
        }

        await RegisterAsync(host, email, "Bcc: victim@people.test");
        ((JsonArray)(await _server.MailAsync(email))["to"]!).Count.ShouldBe(1);
        _server.Count("rcptTo").ShouldBe(1);
    }

    /// <summary>A mail is tried, and the server learns neither whose it is nor who sends it.</summary>
    private static async Task ShouldKeepSilentAsync(HostProcess host, MailCounterpart server)
    {
        await RegisterAsync(host, People.NewEmail());
        await server.ReportAsync("connect");
        await RetriedAsync(host);
        server.Count("auth").ShouldBe(0);
        server.Count("mailFrom").ShouldBe(0);
        host.Output.ShouldNotContain(MailCounterpart.Password);
    }

    /// <returns>For each way to refuse an address that is refused so.</returns>
    /// <param name="times">-1: always.</param>
    private async Task<string[]> RefusedAsync(int times, params (string Stage, int Code)[] ways)
    {
        var emails = ways.Select(_ => People.NewEmail()).ToArray();
        foreach (var (email, (stage, code)) in emails.Zip(ways))
            await _server.RefuseAsync(email, stage, code, times);
        return emails;
    }

    private static async Task RegisterAsync(HostProcess host, string email, string displayName = "Ada Lovelace")
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        (await client.PostAuthAsync("register", new { email, password = People.Password, displayName })).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    /// <summary>Returns when a mail has been given up for now.</summary>
    private static Task RetriedAsync(HostProcess host) =>
        UntilAsync(host, metrics => metrics.Any(line => line.StartsWith("messages_retries_total{", StringComparison.Ordinal)));

    /// <summary>Returns when no message is on its way or waits for another attempt.</summary>
    private async Task EmptyAsync(HostProcess host)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(_connectionString);
        await new Crash.Queues(source).EmptyAsync();
        host.HasEnded.ShouldBeFalse(host.Output);
    }

    private static async Task UntilAsync(HostProcess host, Predicate<string[]> meant)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var client = new HttpClient { BaseAddress = host.Address };
        while (!meant((await client.GetStringAsync("/metrics")).Split('\n')))
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
    }

    private async Task<HostProcess> StartAsync(params (string Key, string Value)[] overrides)
    {
        var settings = await SettingsAsync();
        foreach (var (key, value) in overrides)
            settings[key] = value;
        return await HostProcess.Start(settings).RunningAsync();
    }

    private async Task<Dictionary<string, string?>> SettingsAsync() => new(StringComparer.Ordinal)
    {
        ["ConnectionStrings:Postgres"] = _connectionString = await services.CreateMigratedDatabaseAsync(),
        ["Identity:Bcrypt:Cost"] = "4",
        ["SSL_CERT_FILE"] = _authority.File,
        ["Mail:From"] = "Mönolith <no-reply@monolith.test>",
        ["Mail:Smtp:Host"] = "localhost",
        ["Mail:Smtp:Port"] = $"{_server.Port}",
        ["Mail:Smtp:User"] = MailCounterpart.User,
        ["Mail:Smtp:Password"] = MailCounterpart.Password,
    };

    [GeneratedRegex("""http://[^\s"<>]+""", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Link();
}
