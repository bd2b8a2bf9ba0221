using Microsoft.Extensions.Hosting;

namespace Marten;

internal sealed class SchemaStartup(IDocumentStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        ((DocumentStore)store).Schema.ApplyAllAsync(JasperFx.AutoCreate.CreateOrUpdate, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
