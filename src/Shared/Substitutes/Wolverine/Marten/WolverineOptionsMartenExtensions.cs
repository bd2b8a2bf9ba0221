using global::Marten;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Persistence;
using Wolverine.Persistence.Durability;
using Wolverine.Runtime.Handlers;

namespace Wolverine.Marten;

public class MartenIntegration
{
    private string? _messageStorageSchemaName;

    internal MartenIntegration()
    {
    }

    /// <summary>The schema of the message tables. Default: the schema of the document store.</summary>
    public string? MessageStorageSchemaName
    {
        get => _messageStorageSchemaName;
        set => _messageStorageSchemaName = value?.ToLowerInvariant();
    }
}

public static class WolverineOptionsMartenExtensions
{
    /// <summary>Messages are stored in the documents' database, in the transaction of the documents.</summary>
    public static MartenServiceCollectionExtensions.MartenConfigurationExpression IntegrateWithWolverine(
        this MartenServiceCollectionExtensions.MartenConfigurationExpression expression, Action<MartenIntegration>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var integration = new MartenIntegration();
        configure?.Invoke(integration);

        var services = expression.Services;
        services.ConfigureMarten(options => options.ExtraTables.AddRange(EnvelopeTables.In(SchemaOf(integration, options))));
        services.AddSingleton(provider =>
        {
            var store = (DocumentStore)provider.GetRequiredService<IDocumentStore>();
            return new EnvelopeStore(store.DataSource, new EnvelopeSchema(SchemaOf(integration, store.StoreOptions)));
        });
        services.AddSingleton<IMessageStore>(provider => provider.GetRequiredService<EnvelopeStore>());
        services.AddSingleton<ITransactions, MartenTransactions>();
        services.AddScoped<IMartenOutbox, MartenOutbox>();
        return expression;
    }

    private static string SchemaOf(MartenIntegration integration, StoreOptions options) =>
        integration.MessageStorageSchemaName ?? options.DatabaseSchemaName;
}
