using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Identity.Infrastructure.Tokens;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure;

/// <summary>Sees to it, once the store and the messaging run, that there is a key to sign with and a way to the first administrator.</summary>
internal sealed partial class IdentityStartup(
    IServiceScopeFactory scopes,
    SigningKeys keys,
    IOptions<IdentityOptions> options,
    IHostEnvironment environment,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<IdentityStartup> logger) : IHostedLifecycleService
{
    internal const string AdministratorName = "Administrator";

    /// <summary>What the operator has to do before anybody can sign in; null when there is nothing.</summary>
    public string? Notice { get; private set; }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await keys.SignerAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<IAccountQueries>().IsSetUpAsync(cancellationToken))
            return;
        if (options.Value.Administrator.IsNamed)
            await CreateAdministratorAsync(scope.ServiceProvider, cancellationToken);
        else
            Notice = environment.IsProduction() ? HowToNameAdministrator : await CreateLinkAsync(scope.ServiceProvider, cancellationToken);

        // To the console and not to the log: logs are kept and shared, and the link opens everything.
        if (Notice is not null)
            lifetime.ApplicationStarted.Register(() => Console.Out.WriteLine(Notice));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private const string HowToNameAdministrator =
        "There is no administrator yet: set MONOLITH_ADMIN_EMAIL and MONOLITH_ADMIN_PASSWORD for one start.";

    private async Task CreateAdministratorAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var named = options.Value.Administrator;
        var result = await services.GetRequiredService<IMessageBus>()
            .InvokeAsync<Result>(new CreateFirstAdministrator(named.Email, named.Password, AdministratorName), cancellationToken);
        if (result.Error == IdentityErrors.EmailTaken)
            Notice = "Nobody became administrator: the address in MONOLITH_ADMIN_EMAIL has an account already; name another.";
        else if (result.IsSuccess)
            LogCreated();
    }

    private async Task<string> CreateLinkAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (ticket, token) = OneTimeTicket.For(TicketPurpose.SetUp, clock.GetUtcNow());
        var session = services.GetRequiredService<IDocumentSession>();
        session.Insert(ticket);
        await session.SaveChangesAsync(cancellationToken);
        return $"Set up the first administrator: {new Uri(new Uri(options.Value.PublicUrl), $"/setup#token={token}")}";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The first administrator is the one that MONOLITH_ADMIN_EMAIL names")]
    private partial void LogCreated();
}
