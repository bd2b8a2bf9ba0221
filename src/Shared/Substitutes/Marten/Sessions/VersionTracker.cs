namespace Marten.Sessions;

/// <summary>The Guid versions one session has seen.</summary>
internal sealed class VersionTracker
{
    private readonly Dictionary<(Type Type, object Id), Guid> seen = [];

    public Guid? Find(Type documentType, object id) => seen.TryGetValue((documentType, id), out var version) ? version : null;

    public void Remember(Type documentType, object id, Guid version) => seen[(documentType, id)] = version;
}
