using System.Text.Json;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class SessionRefreshTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SessionLifetimes Lifetimes = new(Idle: TimeSpan.FromHours(24), Absolute: TimeSpan.FromDays(30));

    [Fact]
    public void Replaces_the_token_at_every_use()
    {
        var (session, first) = StartSession();
        var second = Refresh(session, first, Start).Successor!;
        var third = Refresh(session, second, Start).Successor!;
        new[] { first.Encode(), second.Encode(), third.Encode() }.ShouldBeUnique();
        session.IsHeldBy(third).ShouldBeTrue();
        session.IsHeldBy(second).ShouldBeTrue();
        session.IsHeldBy(first).ShouldBeFalse();
    }

    [Fact]
    public void Answers_the_parent_with_the_same_successor_while_that_is_unused()
    {
        var (session, first) = StartSession();
        var second = Refresh(session, first, Start).Successor!;
        var again = Refresh(session, first, Start.AddSeconds(60));
        again.Successor!.Encode().ShouldBe(second.Encode());
        again.Changed.ShouldBeFalse();
    }

    [Fact]
    public void Ends_the_session_when_the_parent_comes_back_after_its_successor_was_used()
    {
        var (session, first) = StartSession();
        var second = Refresh(session, first, Start).Successor!;
        var third = Refresh(session, second, Start).Successor!;

        var outcome = Refresh(session, first, Start);

        outcome.Error.ShouldBe(IdentityErrors.RefreshReused);
        outcome.Changed.ShouldBeTrue();
        Refresh(session, third, Start).Error.ShouldBe(IdentityErrors.RefreshInvalid);
        Refresh(session, second, Start).Error.ShouldBe(IdentityErrors.RefreshReused);
    }

    [Fact]
    public void Ends_the_session_when_the_parent_comes_back_after_a_minute()
    {
        var (session, first) = StartSession();
        Refresh(session, first, Start);
        Refresh(session, first, Start.AddSeconds(61)).Error.ShouldBe(IdentityErrors.RefreshReused);
        session.RevokedAt.ShouldBe(Start.AddSeconds(61));
    }

    [Fact]
    public void Lasts_while_it_is_used_within_the_idle_time()
    {
        var (session, token) = StartSession();
        for (var hours = 23; hours < 24 * 29; hours += 23)
            token = Refresh(session, token, Start.AddHours(hours)).Successor.ShouldNotBeNull();
    }

    [Fact]
    public void Ends_after_the_idle_time()
    {
        var (session, token) = StartSession();
        Refresh(session, token, Start.AddHours(24)).Error.ShouldBe(IdentityErrors.RefreshInvalid);
    }

    [Fact]
    public void Ends_after_the_absolute_time_however_busy_it_is()
    {
        var (session, token) = StartSession();
        for (var day = 0.5; day < 30; day += 0.5)
            token = Refresh(session, token, Start.AddDays(day)).Successor!;
        Refresh(session, token, Start.AddDays(30)).Error.ShouldBe(IdentityErrors.RefreshInvalid);
    }

    [Fact]
    public void A_signed_out_session_refreshes_nothing()
    {
        var (session, token) = StartSession();
        session.Revoke(Start).ShouldBeTrue();
        session.Revoke(Start).ShouldBeFalse();
        Refresh(session, token, Start).Error.ShouldBe(IdentityErrors.RefreshInvalid);
    }

    [Fact]
    public void Knowing_a_session_s_id_is_not_enough_to_end_it()
    {
        var (session, token) = StartSession();
        var (_, foreign) = StartSession();
        var guess = Convert.FromBase64String(Padded(foreign.Encode()));
        session.Id.TryWriteBytes(guess, bigEndian: true, out _);
        RefreshToken.TryParse(Convert.ToBase64String(guess).TrimEnd('=').Replace('+', '-').Replace('/', '_'), out var forged).ShouldBeTrue();

        Refresh(session, forged, Start).Error.ShouldBe(IdentityErrors.RefreshInvalid);
        Refresh(session, token, Start).Successor.ShouldNotBeNull();
    }

    [Fact]
    public void Survives_being_stored()
    {
        var (session, first) = StartSession();
        var second = Refresh(session, first, Start).Successor!;
        var stored = JsonSerializer.Deserialize<Session>(JsonSerializer.Serialize(session))!;
        Refresh(stored, first, Start).Successor!.Encode().ShouldBe(second.Encode());
        JsonSerializer.Serialize(stored).ShouldBe(JsonSerializer.Serialize(session));
    }

    [Fact]
    public void A_token_travels_unchanged_and_nothing_else_is_one()
    {
        var (_, token) = StartSession();
        RefreshToken.TryParse(token.Encode(), out var read).ShouldBeTrue();
        read.Encode().ShouldBe(token.Encode());
        read.SessionId.ShouldBe(token.SessionId);
        foreach (var text in new[] { null, string.Empty, "x", token.Encode()[1..], token.Encode() + "A", new string('!', 86), new string('é', 86) })
            RefreshToken.TryParse(text, out _).ShouldBeFalse(text);
        token.ToString().ShouldNotContain(token.Encode()[22..]);
    }

    private static (Session Session, RefreshToken Token) StartSession() =>
        Session.Start(Guid.CreateVersion7(), [], new ClientInfo("Firefox", "127.0.0.1"), Lifetimes, Start);

    private static RefreshOutcome Refresh(Session session, RefreshToken token, DateTimeOffset now) => session.Refresh(token, Lifetimes, now);

    private static string Padded(string base64Url) => base64Url.Replace('-', '+').Replace('_', '/') + "==";
}
