using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>
/// What access tokens are worth as far as their sessions decide, in this node's memory. Tokens that say the same share one answer, so that
/// the next token of a session that is in use waits for nobody.
/// </summary>
internal sealed class TokenStandings(IOpenSessions sessions, TimeProvider clock) : IDisposable
{
    /// <summary>Beyond these nothing new is remembered until something expires; the sessions of such tokens are asked for every time.</summary>
    private const int MaxAnswers = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _answers = new(Options.Create(new MemoryCacheOptions { SizeLimit = MaxAnswers }));

    /// <returns>What was stored half a second ago at the earliest.</returns>
    public Task<TokenStanding> CheckAsync(TokenFacts token) => Of(token).GetAsync(clock.GetUtcNow());

    public RecentAnswer<TokenStanding> Of(TokenFacts token) => _answers.GetOrCreate(
        (token.SessionId, token.AccountId, token.AuthenticatedAt, string.Join(' ', token.Roles)),
        entry =>
        {
            entry.SetSize(1).SetAbsoluteExpiration(MaxAge);
            return new RecentAnswer<TokenStanding>(() => sessions.CheckAsync(token, CancellationToken.None));
        })!;

    public void Dispose() => _answers.Dispose();
}
