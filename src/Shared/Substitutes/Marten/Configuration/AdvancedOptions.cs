using Npgsql;

namespace Marten;

public class AdvancedOptions
{
    internal AdvancedOptions()
    {
    }

    public MultiHostSettings MultiHostSettings { get; } = new();
}

/// <summary>Which server of an <see cref="NpgsqlMultiHostDataSource"/> a session speaks with; of no effect with another data source.</summary>
public sealed class MultiHostSettings
{
    /// <summary>
    /// For query sessions. With <see cref="TargetSessionAttributes.PreferStandby"/> they read what a standby has replayed, which may be
    /// older than what the primary has just committed.
    /// </summary>
    public TargetSessionAttributes ReadSessionPreference { get; set; } = TargetSessionAttributes.Primary;

    /// <summary>For document sessions, their reads included, and for changes of the schema.</summary>
    public TargetSessionAttributes WriteSessionPreference { get; set; } = TargetSessionAttributes.Primary;
}
