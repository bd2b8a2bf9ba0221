namespace JasperFx.Metadata;

/// <summary>A document under optimistic concurrency that carries its own version.</summary>
public interface IVersioned
{
    Guid Version { get; set; }
}
