using Microsoft.Extensions.Hosting;
using Weasel.Core.Migrations;

namespace Marten;

internal sealed class SchemaStartup(IDocumentStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        ((DocumentStore)store).Schema.ApplyAllAsync(JasperFx.AutoCreate.CreateOrUpdate, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal sealed class SchemaAssertion(IDocumentStore store) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var migration = await ((DocumentStore)store).Schema.CompareAllAsync(cancellationToken);
        if (migration.IsNeeded) throw new DatabaseValidationException(migration.Description);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
