namespace Weasel.Core
{
    /// <summary>Something in the database beside the tables of documents.</summary>
    public interface ISchemaObject;
}

namespace Weasel.Postgresql
{
    /// <summary>An extension of PostgreSQL, made when it is missing by whoever may.</summary>
    public class Extension(string extensionName) : Core.ISchemaObject
    {
        public string ExtensionName { get; } = extensionName.Trim().ToLowerInvariant();
    }
}

namespace Weasel.Postgresql.Tables
{
    public enum IndexMethod
    {
        btree,
        hash,
        gist,
        gin,
        brin,
    }
}
