namespace JasperFx;

/// <summary>
/// The id or a unique index is taken. The inner <see cref="Npgsql.PostgresException"/> (23505) names the constraint.
/// </summary>
public class DocumentAlreadyExistsException : Exception
{
    public DocumentAlreadyExistsException(Exception? inner, Type documentType, object id)
        : base($"Document already exists {documentType?.FullName}: {id}", inner)
    {
        ArgumentNullException.ThrowIfNull(documentType);
        DocumentType = documentType;
        Id = id;
    }

    public Type DocumentType { get; }

    public object Id { get; }
}
