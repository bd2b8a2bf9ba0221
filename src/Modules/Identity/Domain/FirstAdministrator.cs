using System.Text.Json.Serialization;

namespace Monolith.Identity.Domain;

/// <summary>The note that the installation is set up. There is room for one: its id is fixed, and it is only ever inserted.</summary>
public sealed class FirstAdministrator
{
    public static readonly Guid FixedId = new("00000000-0000-7000-8000-000000000001");

    [JsonConstructor]
    private FirstAdministrator()
    {
    }

    public FirstAdministrator(Guid accountId, DateTimeOffset now) => (Id, AccountId, At) = (FixedId, accountId, now);

    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public Guid AccountId { get; private set; }

    [JsonInclude]
    public DateTimeOffset At { get; private set; }
}
