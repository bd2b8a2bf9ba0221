namespace Marten;

/// <summary>Adds to the store's configuration before the store is built.</summary>
public interface IConfigureMarten
{
    void Configure(IServiceProvider services, StoreOptions options);
}

internal sealed class LambdaConfigureMarten(Action<IServiceProvider, StoreOptions> configure) : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options) => configure(services, options);
}
