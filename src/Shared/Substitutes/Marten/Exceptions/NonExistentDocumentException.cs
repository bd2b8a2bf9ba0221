namespace Marten.Exceptions;

/// <summary><c>Update</c> found no row with the document's id.</summary>
public class NonExistentDocumentException : MartenException
{
    public NonExistentDocumentException(Type docType, object id)
        : base($"Nonexistent document {docType?.FullName}: {id}")
    {
        ArgumentNullException.ThrowIfNull(docType);
        DocType = docType;
        Id = id;
    }

    public Type DocType { get; }

    public object Id { get; }
}
