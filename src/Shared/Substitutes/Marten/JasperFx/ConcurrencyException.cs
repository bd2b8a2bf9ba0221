namespace JasperFx;

/// <summary>The stored version or revision is not the one the writer had seen.</summary>
public class ConcurrencyException : Exception
{
    public ConcurrencyException(Type docType, object id)
        : this($"Optimistic concurrency check failed for {docType?.FullName} #{id}", docType, id)
    {
    }

    public ConcurrencyException(string message, Type? docType, object id)
        : base(message)
    {
        DocType = docType?.FullName ?? string.Empty;
        Id = id;
    }

    /// <summary>Full name of the document type.</summary>
    public string DocType { get; set; }

    public object Id { get; set; }
}
