using Monolith.Shared.Application;

namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>The connections that a person has open to this node now: nothing is kept of them once they are closed.</summary>
internal sealed class RealtimePersonalData(SessionRegistry sessions) : IPersonalData
{
    public string Module => RealtimeModule.Key;

    public Task<PersonalDataSection> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        var open = sessions.All()
            .Where(session => session.Subscriber?.UserId == userId)
            .Select(session => new ConnectionData(session.Id, session.Subscriber!.SessionId));
        return Task.FromResult(PersonalDataSection.Of(("connections", open)));
    }

    /// <param name="SessionId">Of the sign-in.</param>
    private sealed record ConnectionData(string Id, Guid SessionId);
}
