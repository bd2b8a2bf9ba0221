namespace Marten.Schema;

/// <summary>What a unique index is built on.</summary>
public enum UniqueIndexType
{
    /// <summary>A column that repeats the member.</summary>
    DuplicatedField,

    /// <summary>An expression on the JSON.</summary>
    Computed,
}
