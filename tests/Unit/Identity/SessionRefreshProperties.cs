using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Tests.Unit.Identity;

/// <summary>Whoever uses whichever token in whatever order, the session answers as the contract says, also when it is stored between.</summary>
public sealed class SessionRefreshProperties
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SessionLifetimes Lifetimes = new(Idle: TimeSpan.FromDays(365), Absolute: TimeSpan.FromDays(365));

    /// <param name="Back">How many generations the used token is older than the newest.</param>
    /// <param name="Seconds">That pass before.</param>
    private sealed record Use(int Back, int Seconds);

    private static readonly Gen<Use> AnyUse =
        from back in Gen.Frequency((6, Gen.Constant(0)), (3, Gen.Constant(1)), (1, Gen.Choose(2, 5)))
        from seconds in Gen.Frequency((5, Gen.Choose(0, 20)), (1, Gen.Choose(55, 70)))
        select new Use(back, seconds);

    [Fact]
    public void Any_interleaving_of_uses_answers_as_the_contract_says() =>
        Prop.ForAll(AnyUse.ListOf().ToArbitrary(), Plays).QuickCheckThrowOnFailure();

    private static bool Plays(IEnumerable<Use> uses)
    {
        var (session, first) = Session.Start(Guid.CreateVersion7(), [], new ClientInfo(null, null), Lifetimes, Start);
        var issued = new List<RefreshToken> { first };
        var (now, rotatedAt, isEnded) = (Start, Start, false);
        foreach (var use in uses)
        {
            now = now.AddSeconds(use.Seconds);
            var age = Math.Min(use.Back, issued.Count - 1);

            var outcome = session.Refresh(issued[^(age + 1)], Lifetimes, now);
            session = outcome.Changed ? Stored(session) : session;

            var (error, successor) = Contract(age, isEnded, now - rotatedAt, issued);
            if (outcome.Error != error || (successor is not null && outcome.Successor!.Encode() != successor.Encode()))
                return false;
            isEnded |= error == IdentityErrors.RefreshReused;
            if (error is null && age == 0)
            {
                issued.Add(outcome.Successor!);
                rotatedAt = now;
            }
        }

        return session.RevokedAt is not null == isEnded && issued.Select(token => token.Encode()).Distinct().Count() == issued.Count;
    }

    private static (Error? Error, RefreshToken? Successor) Contract(int age, bool isEnded, TimeSpan sinceRotation, List<RefreshToken> issued) => age switch
    {
        0 => (isEnded ? IdentityErrors.RefreshInvalid : null, null),
        1 when !isEnded && sinceRotation <= TimeSpan.FromSeconds(60) => (null, issued[^1]),
        _ => (IdentityErrors.RefreshReused, null),
    };

    private static Session Stored(Session session) => JsonSerializer.Deserialize<Session>(JsonSerializer.Serialize(session))!;
}
