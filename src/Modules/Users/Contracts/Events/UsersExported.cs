namespace Monolith.Users.Contracts.Events;

/// <summary>Somebody has begun to take people out of the directory as a file.</summary>
/// <param name="Format"><c>csv</c> or <c>ndjson</c>.</param>
/// <param name="Ip">The network address it came from; null when it came over no network.</param>
/// <param name="UserAgent">What the client said it is.</param>
public sealed record UsersExported(Guid ExportId, Guid ActorId, string Format, DateTimeOffset ExportedAt, string? Ip, string? UserAgent)
{
    public const string Alias = "users.users-exported.v1";
}
