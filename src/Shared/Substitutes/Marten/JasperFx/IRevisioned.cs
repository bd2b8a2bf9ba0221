namespace JasperFx;

/// <summary>A document whose numeric revision is kept in <see cref="Version"/>.</summary>
public interface IRevisioned
{
    int Version { get; set; }
}
