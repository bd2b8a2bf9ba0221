namespace Marten.Documents;

/// <summary>What <c>mt_version</c> means for a document type.</summary>
internal enum VersionKind
{
    /// <summary>A new uuid on every write, never compared.</summary>
    Informational,

    /// <summary>A uuid that a writer must have seen.</summary>
    Guid,

    /// <summary>A number that grows with every write.</summary>
    Revision,
}
