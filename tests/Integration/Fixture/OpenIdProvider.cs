using System.Diagnostics;

namespace Monolith.Tests.Integration.Fixture;

/// <summary>
/// npm <c>oidc-provider</c>, which nobody here wrote, in Node.js. Everybody there is who they say they are, with a verified address unless it
/// begins with <c>unverified</c>.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    /// <summary>Under which the installation of the tests knows it.</summary>
    public const string Name = "acme";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private OpenIdProvider(Process process, Uri issuer) => (this.process, Issuer) = (process, issuer);

    public Uri Issuer { get; }

    /// <summary>What the installation is told of it.</summary>
    public Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        [$"Identity:Providers:{Name}:Authority"] = Issuer.GetLeftPart(UriPartial.Authority),
        [$"Identity:Providers:{Name}:ClientId"] = "monolith",
        [$"Identity:Providers:{Name}:ClientSecret"] = "a secret: 100% of it & more",
        [$"Identity:Providers:{Name}:DisplayName"] = "Acme",
    };

    /// <param name="publicUrl">The installation that it knows.</param>
    public static async Task<OpenIdProvider> StartAsync(string publicUrl)
    {
        var script = Path.Combine(Repository.Root, "tests", "Counterparts", "openid-provider.js");
        var start = new ProcessStartInfo("node", [script, $"{publicUrl}/api/v1/auth/external/{Name}/callback"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var issuer = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, line) =>
        {
            if (Uri.TryCreate(line.Data, UriKind.Absolute, out var address))
                issuer.TrySetResult(address);
        };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        var ended = started.WaitForExitAsync();
        if (await Task.WhenAny(issuer.Task, ended).WaitAsync(Patience) == ended)
            throw new InvalidOperationException("The OpenID provider ended; ./dev test installs its packages.");
        return new(started, await issuer.Task);
    }

    /// <summary>What a browser does there, from where the installation sent it to where the provider sends it back.</summary>
    /// <param name="login">Null for somebody who chooses not to go on.</param>
    public static async Task<Uri> VisitAsync(Uri address, string? login)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        var page = await NextAsync(await browser.GetAsync(address));
        using var form = new FormUrlEncodedContent([login is null ? new("cancel", "1") : new("login", login)]);
        var resume = await NextAsync(await browser.PostAsync(page, form));
        return await NextAsync(await browser.GetAsync(resume));
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<Uri> NextAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var location = answer.Headers.Location
                ?? throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return new Uri(answer.RequestMessage!.RequestUri!, location);
        }
    }
}
