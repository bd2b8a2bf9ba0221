using Weasel.Core;
using Weasel.Postgresql;

namespace Marten.Storage;

/// <summary>What the database is to have beside the documents.</summary>
public class StorageFeatures
{
    internal StorageFeatures()
    {
    }

    /// <summary>Here only an <see cref="Extension"/> is made.</summary>
    public IList<ISchemaObject> ExtendedSchemaObjects { get; } = [];

    internal IEnumerable<string> Extensions => ExtendedSchemaObjects.OfType<Extension>().Select(extension => extension.ExtensionName).Distinct();
}
