using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>What a token endpoint answers (RFC 6749, section 5.1).</summary>
internal sealed record RedeemedCode(string AccessToken, string? IdToken)
{
    /// <summary>Never the tokens: this may end in a log.</summary>
    public override string ToString() => nameof(RedeemedCode);
}

/// <summary>Talks to providers: briefly, in small answers, and following nobody elsewhere with our secret.</summary>
internal sealed class ProviderHttp(HttpClient client)
{
    private const int MaxAnswerBytes = 512 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>For the documents that a provider publishes.</summary>
    public HttpClient Client => client;

    public static void Add(IServiceCollection services) =>
        services.AddHttpClient<ProviderHttp>(client =>
            {
                client.Timeout = Patience;
                client.MaxResponseContentBufferSize = MaxAnswerBytes;
                client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Monolith", null));
                client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            })
            // The providers keep their client for good, so the connections are what must be renewed.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = Patience / 2,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });

    /// <summary>Exchanges the code of an attempt (RFC 6749, section 4.1.3, and RFC 7636, section 4.5).</summary>
    /// <param name="inHeader">Whether the endpoint takes the client's secret by HTTP Basic, else in the form.</param>
    public async Task<RedeemedCode> RedeemAsync(
        Uri endpoint, ProviderRegistration provider, ExternalAttempt attempt, string code, bool inHeader, CancellationToken cancellationToken)
    {
        Dictionary<string, string> form = new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = provider.RedirectUri.ToString(),
            ["code_verifier"] = attempt.CodeVerifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        if (inHeader)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Basic(provider));
        else
            (form["client_id"], form["client_secret"]) = (provider.ClientId, provider.ClientSecret);
        request.Content = new FormUrlEncodedContent(form);
        var answer = await SendAsync(request, cancellationToken);
        return new(
            answer.Text("access_token") ?? throw new ProviderException(ExternalErrors.Untrusted, "the token endpoint answered no access token"),
            answer.Text("id_token"));
    }

    public Task<JsonElement> GetAsync(Uri address, string accessToken, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return SendAsync(request, cancellationToken);
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                var error = (int)answer.StatusCode < 500 ? ExternalErrors.Untrusted : ExternalErrors.Unavailable;
                throw new ProviderException(error, $"{request.RequestUri?.AbsolutePath} answered {(int)answer.StatusCode}");
            }

            return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ProviderException(ExternalErrors.Unavailable, $"{request.RequestUri?.AbsolutePath} gave no answer that can be read", exception);
        }
        finally
        {
            request.Dispose();
        }
    }

    /// <summary>RFC 6749, section 2.3.1: both parts are form-encoded first.</summary>
    private static string Basic(ProviderRegistration provider) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(provider.ClientSecret)}"));
}
