namespace Weasel.Core;

/// <summary>How member names are written in JSON.</summary>
public enum Casing
{
    /// <summary>As declared.</summary>
    Default,
    CamelCase,
    SnakeCase,
}
