namespace Monolith.Shared.Kernel;

/// <summary>The state in which the caller has seen what it changes (RFC 9110, section 13.1); nobody changes what somebody else has changed since.</summary>
public sealed record Precondition
{
    public static readonly Error Failed =
        new("request.stale", "Somebody changed this in the meantime; load it again.", ErrorKind.Stale);

    public static readonly Error Missing = new(
        "request.precondition_required",
        "Say by If-Match which version you change, or by 'If-None-Match: *' that there is none.",
        ErrorKind.Unconditional);

    private readonly Func<long?, bool> _holds;

    private Precondition(Func<long?, bool> holds) => _holds = holds;

    /// <summary>There is none yet.</summary>
    public static Precondition Absent { get; } = new(version => version is null);

    /// <summary>There is one, whatever its version.</summary>
    public static Precondition Present { get; } = new(version => version is not null);

    public static Precondition OneOf(IReadOnlyCollection<long> versions) => new(version => version is { } known && versions.Contains(known));

    /// <param name="version">Null when there is none.</param>
    public bool HoldsFor(long? version) => _holds(version);
}
