using System.Net;
using Monolith.Identity.Domain;
using Monolith.Identity.Infrastructure.External;

namespace Monolith.Tests.Unit.Identity.External;

public sealed class ProviderMetadataTests : IDisposable
{
    private const string Authority = "https://login.acme.example";

    private readonly ManualClock _clock = new();
    private readonly Publisher _publisher = new();
    private readonly HttpClient _client;
    private readonly ProviderMetadata _metadata;

    public ProviderMetadataTests()
    {
        _client = new HttpClient(_publisher);
        var registration = ProviderRegistration.Of(
            "acme", new() { Authority = Authority, ClientId = "id", ClientSecret = "secret" }, "https://app.example.com");
        _metadata = new ProviderMetadata(registration, new ProviderHttp(_client), _clock);
    }

    public void Dispose()
    {
        _metadata.Dispose();
        _client.Dispose();
        _publisher.Dispose();
    }

    [Fact]
    public async Task Is_read_once_for_all_who_ask_and_again_when_it_is_old()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _metadata.GetAsync(TestContext.Current.CancellationToken)));
        _publisher.Asked.ShouldBe(1);
        _clock.Advance(TimeSpan.FromHours(13));
        await _metadata.GetAsync(TestContext.Current.CancellationToken);
        _publisher.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task Unknown_keys_make_it_read_again_but_not_all_the_time()
    {
        await _metadata.GetAsync(TestContext.Current.CancellationToken);
        await _metadata.RefreshAsync(TestContext.Current.CancellationToken);
        _publisher.Asked.ShouldBe(1);
        _clock.Advance(TimeSpan.FromMinutes(2));
        await _metadata.RefreshAsync(TestContext.Current.CancellationToken);
        await _metadata.RefreshAsync(TestContext.Current.CancellationToken);
        _publisher.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        _publisher.Status = HttpStatusCode.InternalServerError;
        (await Should.ThrowAsync<ProviderException>(() => _metadata.GetAsync(TestContext.Current.CancellationToken))).Error.ShouldBe(ExternalErrors.Unavailable);
        _publisher.Status = HttpStatusCode.OK;
        (await _metadata.GetAsync(TestContext.Current.CancellationToken)).Issuer.ShouldBe(Authority);
    }

    [Theory]
    [InlineData("http://login.acme.example/token")]
    [InlineData("/token")]
    [InlineData("file:///etc/passwd")]
    public async Task A_provider_that_wants_the_secret_sent_openly_is_not_trusted(string endpoint)
    {
        _publisher.TokenEndpoint = endpoint;
        (await Should.ThrowAsync<ProviderException>(() => _metadata.GetAsync(TestContext.Current.CancellationToken))).Error.ShouldBe(ExternalErrors.Untrusted);
    }

    private sealed class Publisher : HttpMessageHandler
    {
        public int Asked { get; private set; }

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public string TokenEndpoint { get; set; } = $"{Authority}/token";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("openid-configuration", StringComparison.Ordinal))
                Asked++;
            var content = $$"""{"issuer":"{{Authority}}","authorization_endpoint":"{{Authority}}/authorize","token_endpoint":"{{TokenEndpoint}}"}""";
            return Task.FromResult(new HttpResponseMessage(Status) { Content = new StringContent(content) });
        }
    }
}
