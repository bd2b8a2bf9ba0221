using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Shared.Infrastructure.Mail;

/// <summary>The development mailbox, as a page and as JSON. Its style is a file of its own, the content policy allows no other.</summary>
internal static partial class MailboxPage
{
    private const string Style =
        """
        :root { color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif }
        body { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem; background: light-dark(#fff, #16181d) }
        h1 { font-size: 1.4rem }
        article { border: 1px solid light-dark(#e2e4e9, #2c2f36); border-radius: .75rem; padding: 1rem 1.25rem; margin: 1rem 0 }
        article h2 { font-size: 1rem; margin: 0 }
        article p { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0 0 }
        small { opacity: .8; overflow-wrap: anywhere }
        a { color: light-dark(#1d4ed8, #93c5fd) }
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var mailbox = routes.MapGroup("/dev/mail").AllowAnonymous().RequireRateLimit(RateLimits.Reads).ProducesProblems(429).ExcludeFromDescription();
        mailbox.MapGet("/", async (IQuerySession session, string? to, CancellationToken cancellationToken) =>
            Results.Content(Render(await DevelopmentMailbox.ReadAsync(session, to, cancellationToken)), "text/html; charset=utf-8"));
        mailbox.MapGet("/style.css", () => Results.Text(Style, "text/css"));
        mailbox.MapGet("/messages", async (IQuerySession session, string? to, CancellationToken cancellationToken) =>
            (await DevelopmentMailbox.ReadAsync(session, to, cancellationToken))
                .Select(mail => new { mail.To, mail.Subject, mail.Text, mail.Html, mail.At, mail.CorrelationId }));
    }

    private static string Render(IReadOnlyList<KeptMail> mails)
    {
        var page = new StringBuilder(
            """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Development mailbox</title><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/dev/mail/style.css"></head>
            <body><main><h1>Development mailbox</h1>
            """);
        if (mails.Count == 0)
            page.Append("<p>No mail yet. What the application would send appears here.</p>");
        foreach (var mail in mails)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<article><h2>{Encode(mail.Subject)}</h2><small>to {Encode(mail.To)} · {mail.At:u} · {Encode(mail.CorrelationId)}</small><p>{Linked(mail.Text)}</p></article>");
        }

        return page.Append("</main></body></html>").ToString();
    }

    // Found before anything is encoded: an encoded line end would look like a part of the address.
    private static string Linked(string text)
    {
        var html = new StringBuilder();
        var end = 0;
        foreach (Match link in Link().Matches(text))
        {
            var address = Encode(link.Value);
            html.Append(Encode(text[end..link.Index])).Append(CultureInfo.InvariantCulture, $"<a href=\"{address}\">{address}</a>");
            end = link.Index + link.Length;
        }

        return html.Append(Encode(text[end..])).ToString();
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    [GeneratedRegex(@"https?://[^\s<>""']+", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Link();
}
