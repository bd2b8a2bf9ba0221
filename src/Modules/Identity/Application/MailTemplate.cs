using System.Net;

namespace Monolith.Identity.Application;

/// <summary>
/// How every mail looks: a card with one button, and the button's link in words for whoever cannot press it. What holds it together is in
/// the elements themselves, because many mail programs drop style sheets; the style sheet only turns the colours where it is dark, and
/// those that know neither show dark on light.
/// </summary>
internal static class MailTemplate
{
    /// <param name="paragraphs">Plain text: before the button, then after it.</param>
    public static string Render(string subject, string greeting, (string Before, string After) paragraphs, Uri link, string action)
    {
        var address = Encode(link.ToString());
        return
            $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{{Encode(subject)}}</title>
            <style>
            @media (prefers-color-scheme: dark) {
              .page { background-color: #0f1115 !important }
              .card { background-color: #16181d !important; border-color: #2c2f36 !important }
              .words { color: #e8eaed !important }
              .quiet { color: #a5abb6 !important }
              .link { color: #93c5fd !important }
              .button { background-color: #93c5fd !important }
              .press { color: #0f1115 !important }
            }
            @media (max-width: 480px) { .card-cell { padding: 24px 20px !important } }
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background-color:#f4f5f7">
            <table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f4f5f7">
            <tr><td align="center" style="padding:32px 16px">
            <table class="card" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background-color:#ffffff;border:1px solid #e2e4e9;border-radius:12px">
            <tr><td class="card-cell words" align="left" style="padding:36px 40px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.6;color:#16181d">
            <h1 class="words" style="margin:0 0 20px;font-size:22px;line-height:1.3;font-weight:650;color:#16181d">{{Encode(subject)}}</h1>
            <p style="margin:0 0 12px">{{Encode(greeting)}}</p>
            <p style="margin:0 0 24px">{{Encode(paragraphs.Before)}}</p>
            <table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
            <td class="button" style="border-radius:8px;background-color:#1d4ed8"><a class="press" href="{{address}}" style="display:inline-block;padding:12px 24px;border-radius:8px;font-weight:600;color:#ffffff;text-decoration:none">{{Encode(action)}}</a></td>
            </tr></table>
            <p style="margin:24px 0 0">{{Encode(paragraphs.After)}}</p>
            <p class="quiet" style="margin:24px 0 0;font-size:13px;line-height:1.5;color:#5b606b">If the button does nothing, copy this link into your browser:<br><a class="link" href="{{address}}" style="color:#1d4ed8;overflow-wrap:anywhere;word-break:break-all">{{address}}</a></p>
            </td></tr>
            </table>
            </td></tr>
            </table>
            </body>
            </html>
            """;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
