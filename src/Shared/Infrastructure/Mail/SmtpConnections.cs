using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Monolith.Shared.Infrastructure.Mail;

/// <summary>
/// Connections to the mail server that have sent a mail, for the next: greeting, TLS and sign-in cost more than a mail, and servers limit
/// how often somebody connects. There are never more than mails are sent at the same time, which the durable queues bound.
/// </summary>
internal sealed class SmtpConnections : IDisposable
{
    /// <summary>
    /// Who was idle for so long is closed, within as long again: well below the minutes that a server waits (RFC 5321, 4.5.3.2.7).
    /// </summary>
    internal static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(5);

    private readonly MailOptions.SmtpOptions _options;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly List<(SmtpClient Connection, long Since)> _idle = [];
    private bool _isDisposed;

    public SmtpConnections(IOptions<MailOptions> options, TimeProvider clock)
    {
        (_options, _clock) = (options.Value.Smtp, clock);
        _timer = clock.CreateTimer(_ => Close(IsOld), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>For the caller alone, who keeps it or disposes it. A new one connects with its first mail.</summary>
    public SmtpClient Take()
    {
        lock (_lock)
        {
            if (_idle.Count > 0)
            {
                // The youngest, so that those too many grow old.
                var (connection, _) = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
                return connection;
            }
        }

        return new SmtpClient(_options.Host, _options.Port)
        {
            EnableSsl = _options.Tls,
            Credentials = _options.User.Length > 0 ? new NetworkCredential(_options.User, _options.Password) : null,
        };
    }

    /// <summary>After a mail that was sent.</summary>
    public void Keep(SmtpClient connection)
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _idle.Add((connection, _clock.GetTimestamp()));
                if (_idle.Count == 1)
                    _timer.Change(LongestIdle, LongestIdle);
                return;
            }
        }

        connection.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
        _timer.Dispose();
        Close(_ => true);
    }

    private bool IsOld((SmtpClient Connection, long Since) idle) => _clock.GetElapsedTime(idle.Since) >= LongestIdle;

    private void Close(Predicate<(SmtpClient Connection, long Since)> which)
    {
        List<(SmtpClient Connection, long Since)> closed;
        lock (_lock)
        {
            closed = _idle.FindAll(which);
            // Not asked again: time goes on, and who is old only now would be removed but not closed.
            _idle.RemoveAll(closed.Contains);
            if (_idle.Count == 0 && !_isDisposed)
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        closed.ForEach(idle => idle.Connection.Dispose());
    }
}
