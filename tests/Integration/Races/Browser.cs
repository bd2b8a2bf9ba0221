using System.Net;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Races;

/// <summary>
/// What the tabs of a browser share, as web/src/lib/auth-session.ts does: cookies, what another tab was granted, and turns where the
/// browser has locks.
/// </summary>
internal sealed class Browser(bool hasLocks, Uri home) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private string _csrf = string.Empty;
    private int _grant;
    private int _refreshes;

    /// <summary>Refreshes that were answered, and whose answer arrived.</summary>
    public int Refreshes => _refreshes;

    public string AccessToken { get; private set; } = string.Empty;

    public string RefreshToken => _cookies.GetCookies(home)["monolith-refresh"].ShouldNotBeNull().Value;

    public async Task SignInAsync(HttpClient node, string email, string password)
    {
        var login = await node.PostAuthAsync("login", new { email, password });
        login.Status.ShouldBe(HttpStatusCode.OK);
        Keep(login);
        var csrf = await node.GetAuthAsync("csrf");
        Keep(csrf);
        _csrf = (string)csrf.Json["token"]!;
    }

    /// <summary>What a tab does whose access token has expired.</summary>
    /// <param name="occasion">Grows from one expiry to the next.</param>
    public async Task RenewAsync(HttpClient node, int occasion)
    {
        while (hasLocks ? !await InTurnAsync(node, occasion) : !await RefreshAsync(node, occasion))
        {
            // The answer was lost.
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <remarks>More than the page asks for, which takes what another tab was granted while it waited.</remarks>
    private async Task<bool> InTurnAsync(HttpClient node, int occasion)
    {
        await _turn.WaitAsync();
        try
        {
            return await RefreshAsync(node, occasion);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> RefreshAsync(HttpClient node, int occasion)
    {
        string cookies;
        lock (_lock)
        {
            if (!hasLocks && _grant >= occasion)
                return true;
            cookies = _cookies.GetCookieHeader(home);
        }

        try
        {
            var answer = await node.PostAuthAsync("refresh", null, ("Cookie", cookies), ("X-CSRF-Token", _csrf));
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Code);
            Interlocked.Increment(ref _refreshes);
            lock (_lock)
            {
                Keep(answer);
                (_grant, AccessToken) = (occasion, answer.AccessToken);
            }

            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(AuthAnswer answer)
    {
        foreach (var cookie in answer.Cookies)
            _cookies.SetCookies(home, cookie);
    }
}
