using Weasel.Postgresql.Tables;

namespace Marten.Schema;

/// <summary>What an index is beside the members that it is over.</summary>
public class ComputedIndex
{
    internal ComputedIndex()
    {
    }

    /// <summary>Null for the name that Marten gives it.</summary>
    public string? Name { get; set; }

    public IndexMethod Method { get; set; } = IndexMethod.btree;

    /// <summary>What stands for each member, <c>?</c> being the member: <c>? gin_trgm_ops</c>.</summary>
    public string? Mask { get; set; }
}

/// <summary>What the index of a duplicated column is beside it.</summary>
public class DocumentIndex
{
    internal DocumentIndex()
    {
    }

    /// <summary>What stands for the column, <c>?</c> being the column: <c>?, id</c>.</summary>
    public string? Mask { get; set; }
}
