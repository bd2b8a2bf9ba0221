namespace Marten.Services;

/// <summary>What one save has written.</summary>
public interface IChangeSet
{
    /// <summary>Documents stored or updated.</summary>
    IEnumerable<object> Updated { get; }

    IEnumerable<object> Inserted { get; }
}
