using System.Text.Json.Serialization;
using JasperFx;
using JasperFx.Metadata;

namespace Monolith.Tests.Integration.Substitutes;

public enum Standing
{
    Invited,
    Active,
    Suspended,
}

/// <summary>An aggregate as the modules write them: private setters, a private constructor, a mapped revision.</summary>
internal sealed class Citizen
{
    public Citizen(Guid id, string email, string displayName) => (Id, Email, DisplayName) = (id, email, displayName);

    [JsonConstructor]
    private Citizen()
    {
    }

    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public string Email { get; private set; } = "";

    [JsonInclude]
    public string DisplayName { get; private set; } = "";

    [JsonInclude]
    public Standing Standing { get; private set; } = Standing.Invited;

    [JsonInclude]
    public DateTimeOffset? ActivatedAt { get; private set; }

    [JsonInclude]
    public IReadOnlyList<string> Roles { get; private set; } = [];

    [JsonIgnore]
    public long Version { get; private set; }

    public void Activate(DateTimeOffset at) => (Standing, ActivatedAt) = (Standing.Active, at);

    public void Rename(string displayName) => DisplayName = displayName;

    public void Grant(string role) => Roles = [.. Roles, role];
}

/// <summary>Under Guid versions that the session remembers.</summary>
public sealed class Account
{
    public Guid Id { get; set; }

    public string Login { get; set; } = "";

    public int FailedAttempts { get; set; }
}

/// <summary>Carries its own Guid version.</summary>
public sealed class Letter : IVersioned
{
    public Guid Id { get; set; }

    public string Text { get; set; } = "";

    public Guid Version { get; set; }
}

/// <summary>Carries its own numeric revision.</summary>
public sealed class Chapter : IRevisioned
{
    public Guid Id { get; set; }

    public string Text { get; set; } = "";

    public int Version { get; set; }
}

public sealed class Setting
{
    public string Id { get; set; } = "";

    public string? Value { get; set; }
}

public sealed class Ticket
{
    public int Id { get; set; }

    public string? Subject { get; set; }
}

/// <summary>Get-only properties through a constructor, and a nested member.</summary>
public sealed record Parcel(Guid Id, string Label, Place? Destination, Standing State, DateTimeOffset? DueAt);

public sealed record Place(string City, string Country);

/// <summary>Serialization of <see cref="Setting"/> that the compiler writes.</summary>
[JsonSerializable(typeof(Setting))]
internal sealed partial class SettingJson : JsonSerializerContext;
