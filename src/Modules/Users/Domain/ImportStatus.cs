namespace Monolith.Users.Domain;

/// <summary>Where an import is. The numbers are stored: never renumber.</summary>
public enum ImportStatus
{
    /// <summary>What it would change is being found out; nothing is written.</summary>
    Reviewing = 0,

    /// <summary>What it would change can be looked at, and applied.</summary>
    Reviewed = 1,

    /// <summary>Its rows are being written, batch by batch.</summary>
    Running = 2,

    Completed = 3,

    /// <summary>What it wrote is being taken back, batch by batch.</summary>
    Undoing = 4,

    Undone = 5,

    /// <summary>Its rows were removed by age before it had come to its end.</summary>
    Failed = 6,
}

public static class ImportStatusNames
{
    /// <summary>The name that events and the API use.</summary>
    public static string Name(this ImportStatus status) => status switch
    {
        ImportStatus.Reviewing => "reviewing",
        ImportStatus.Reviewed => "reviewed",
        ImportStatus.Running => "running",
        ImportStatus.Completed => "completed",
        ImportStatus.Undoing => "undoing",
        ImportStatus.Undone => "undone",
        ImportStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "This status has no name."),
    };
}
