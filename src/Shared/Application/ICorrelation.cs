namespace Monolith.Shared.Application;

/// <summary>The id that leads from a browser's request over every message it caused to every push.</summary>
public interface ICorrelation
{
    /// <summary>1 to 64 characters of <c>[A-Za-z0-9._-]</c>.</summary>
    string Id { get; }
}
