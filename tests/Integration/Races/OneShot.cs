using System.Net;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Races;

/// <summary>What a use has led to, as the client was told.</summary>
/// <param name="Prize">What a success gave, as nobody else gets it; null when the use was refused.</param>
/// <param name="Refusal">The code of the problem.</param>
internal sealed record Outcome(string? Prize, string? Refusal)
{
    public static Outcome Won(string prize) => new(prize, Refusal: null);

    public static Outcome Refused(string code) => new(Prize: null, code);

    /// <returns>Null for an answer that says that the server could not.</returns>
    public static Outcome? Of(AuthAnswer answer, string prize) => answer.Status switch
    {
        HttpStatusCode.ServiceUnavailable => null,
        HttpStatusCode.OK or HttpStatusCode.NoContent => Won(prize),
        _ => Refused(answer.Code ?? $"{answer.Status}"),
    };
}

/// <summary>
/// A kind of thing that works once, and the thing of this kind that is used now. Whatever kind there is takes part in
/// <see cref="RacesTests"/>.
/// </summary>
internal abstract class OneShot : IAsyncDisposable
{
    /// <summary>What those hear who come too late.</summary>
    public abstract string[] Refusals { get; }

    /// <summary>What those hear besides who come again because the answer was lost, and may have succeeded before.</summary>
    public virtual string[] RefusalsOfWhoComesAgain => [];

    /// <summary>It is used up before that is done which it is for, so that the end of the database between them leaves neither.</summary>
    public virtual bool CanBeLost => false;

    /// <summary>There is one in the life of an installation.</summary>
    public virtual bool IsOncePerInstallation => false;

    /// <summary>What the nodes need for it.</summary>
    public virtual Task<Dictionary<string, string?>> SettingsAsync() => Task.FromResult(new Dictionary<string, string?>(StringComparer.Ordinal));

    /// <summary>Makes a new one.</summary>
    /// <param name="uses">How many will use it.</param>
    public abstract Task PrepareAsync(Arena arena, int uses);

    /// <returns>Null when the server could not say.</returns>
    public abstract Task<Outcome?> UseAsync(Arena arena, int number);

    /// <summary>How often it has worked, whoever was told.</summary>
    /// <param name="prize">Of who was told; its worth is looked at too.</param>
    public abstract Task<int> CountEffectsAsync(Arena arena, string? prize);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The uses go to the nodes in turn.</summary>
    protected static HttpClient ClientFor(Arena arena, int number) => arena.Clients[number % arena.Clients.Count];
}
