using System.Net.Mail;
using System.Threading.Channels;
using Monolith.Bench.Load;
using Monolith.Shared.Infrastructure.Mail;

namespace Monolith.Tests.Unit.Shared;

public sealed class SmtpMailerTests : IAsyncDisposable
{
    private const string Silence = "";

    private readonly Channel<(int Connection, string Verb)> _commands = Channel.CreateUnbounded<(int, string)>();
    private readonly ManualClock _clock = new();
    private readonly SmtpSink _server;
    private readonly SmtpConnections _connections;
    private readonly SmtpMailer _mailer;
    private string? _replyToData;

    public SmtpMailerTests()
    {
        _server = new SmtpSink(Reply);
        var options = Microsoft.Extensions.Options.Options.Create(new MailOptions { Smtp = new() { Host = "127.0.0.1", Port = _server.Port, Tls = false } });
        _connections = new SmtpConnections(options, _clock);
        _mailer = new SmtpMailer(options, _connections, _clock);
    }

    public ValueTask DisposeAsync()
    {
        _connections.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public async Task The_next_mail_goes_over_the_connection_of_the_last()
    {
        await SendAsync();
        await SendAsync();
        (await HeardUntilAsync(2, "DATA")).ShouldBe([(1, "EHLO"), (1, "MAIL"), (1, "RCPT"), (1, "DATA"), (1, "MAIL"), (1, "RCPT"), (1, "DATA")]);
    }

    [Fact]
    public async Task Mails_at_the_same_time_have_connections_of_their_own()
    {
        await Task.WhenAll(SendAsync(), SendAsync());
        (await HeardUntilAsync(2, "DATA")).Select(command => command.Connection).Distinct().Order().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_connection_that_nobody_needs_is_closed_and_the_next_mail_opens_another()
    {
        await SendAsync();
        _clock.Advance(SmtpConnections.LongestIdle);
        (await HeardUntilAsync(1, "QUIT"))[^1].Connection.ShouldBe(1);
        await SendAsync();
        (await HeardUntilAsync(1, "DATA"))[^1].Connection.ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_in_use_stays_open()
    {
        for (var mails = 0; mails < 5; mails++)
        {
            await SendAsync();
            _clock.Advance(SmtpConnections.LongestIdle * 0.9);
        }

        (await HeardUntilAsync(5, "DATA")).ShouldAllBe(command => command.Connection == 1 && command.Verb != "QUIT");
    }

    [Fact]
    public async Task After_a_mail_that_was_refused_the_next_has_a_new_connection()
    {
        _replyToData = "554 no";
        await Should.ThrowAsync<SmtpException>(SendAsync());
        _replyToData = null;
        await SendAsync();
        (await HeardUntilAsync(2, "DATA"))[^1].Connection.ShouldBe(2);
    }

    [Fact]
    public async Task The_end_of_the_service_closes_what_is_open()
    {
        await SendAsync();
        _connections.Dispose();
        (await HeardUntilAsync(1, "QUIT"))[^1].Connection.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for_without_end()
    {
        _replyToData = Silence;
        var sending = SendAsync();
        await HeardUntilAsync(1, "DATA");
        _clock.Advance(SmtpMailer.Patience);
        (await Should.ThrowAsync<SmtpException>(() => sending)).IsFinal().ShouldBeFalse();
    }

    [Theory]
    [InlineData("ada@example.com,eve@example.com", "Hello")]
    [InlineData("ada@example.com\r\nBcc: eve@example.com", "Hello")]
    [InlineData("ada@example.com", "Hello\r\nBcc: eve@example.com")]
    public async Task Nothing_but_one_address_and_one_line_of_subject_is_sent(string to, string subject)
    {
        var sending = () => _mailer.SendAsync(new(to, subject, "Text", "<p>HTML</p>"), TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<Exception>(sending)).ShouldBeAssignableTo(subject == "Hello" ? typeof(FormatException) : typeof(ArgumentException));
        _commands.Reader.TryRead(out _).ShouldBeFalse();
    }

    private Task SendAsync() =>
        _mailer.SendAsync(new("ada@example.com", "Hello", "Text", "<p>HTML</p>"), TestContext.Current.CancellationToken);

    private async Task<List<(int Connection, string Verb)>> HeardUntilAsync(int times, string verb)
    {
        List<(int Connection, string Verb)> heard = [];
        while (heard.Count(command => command.Verb == verb) < times)
            heard.Add(await _commands.Reader.ReadAsync(TestContext.Current.CancellationToken));
        return heard;
    }

    private string? Reply(int connection, string command)
    {
        var verb = command.Split(' ', ':')[0];
        _commands.Writer.TryWrite((connection, verb));
        return verb == "DATA" ? _replyToData : null;
    }
}
