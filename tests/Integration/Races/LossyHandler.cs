namespace Monolith.Tests.Integration.Races;

/// <summary>The way back to the client: of three answers that a server gave, one never arrives.</summary>
internal sealed class LossyHandler(Random random) : DelegatingHandler(new HttpClientHandler { UseCookies = false })
{
    private readonly Lock _lock = new();
    private int _lost;

    public int Lost => _lost;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        lock (_lock)
        {
            if (random.Next(3) > 0)
                return answer;
            _lost++;
        }

        answer.Dispose();
        throw new HttpRequestException("The answer was lost.");
    }
}
