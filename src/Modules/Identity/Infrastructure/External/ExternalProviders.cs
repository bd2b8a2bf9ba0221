using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>The configured providers, each spoken to in its own way; what goes wrong there is told to the operator.</summary>
internal sealed partial class ExternalProviders : IExternalProviders, IDisposable
{
    private readonly Dictionary<string, IProviderProtocol> _protocols;
    private readonly List<ProviderMetadata> _metadata = [];
    private readonly ILogger<ExternalProviders> _logger;

    public ExternalProviders(IOptions<IdentityOptions> options, ProviderHttp http, TimeProvider clock, ILogger<ExternalProviders> logger)
    {
        _logger = logger;
        ProviderRegistration[] registrations =
        [
            .. options.Value.Providers
                .Select(provider => ProviderRegistration.Of(provider.Key, provider.Value, options.Value.PublicUrl))
                .OrderBy(registration => registration.Provider.DisplayName, StringComparer.OrdinalIgnoreCase),
        ];
        All = [.. registrations.Select(registration => registration.Provider)];
        _protocols = registrations.ToDictionary(
            registration => registration.Provider.Name, registration => ProtocolOf(registration, http, clock), StringComparer.Ordinal);
    }

    public IReadOnlyList<ExternalProvider> All { get; }

    public Task<Result<Uri>> AddressAsync(ExternalAttempt attempt, string state, CancellationToken cancellationToken) =>
        AskAsync<Uri>(attempt.Provider, async protocol => await protocol.AddressAsync(attempt, state, cancellationToken));

    public Task<Result<ExternalIdentity>> RedeemAsync(ExternalAttempt attempt, ExternalAnswer answer, CancellationToken cancellationToken) =>
        AskAsync<ExternalIdentity>(attempt.Provider, async protocol =>
        {
            // First of all: another provider's answer must not even have its code redeemed here.
            await protocol.RequireIssuerAsync(answer.Issuer, cancellationToken);
            return answer is { Error: null, Code: { Length: > 0 } code }
                ? await protocol.RedeemAsync(attempt, code, cancellationToken)
                : ExternalErrors.Denied;
        });

    public void Dispose() => _metadata.ForEach(metadata => metadata.Dispose());

    private async Task<Result<T>> AskAsync<T>(string provider, Func<IProviderProtocol, Task<Result<T>>> ask)
    {
        if (!_protocols.TryGetValue(provider, out var protocol))
            return ExternalErrors.UnknownProvider;
        try
        {
            return await ask(protocol);
        }
        catch (ProviderException exception)
        {
            LogFailed(provider, exception.Error.Code, exception.Message, exception.InnerException?.GetType().Name);
            return exception.Error;
        }
    }

    private IProviderProtocol ProtocolOf(ProviderRegistration registration, ProviderHttp http, TimeProvider clock)
    {
        if (registration.Provider.Kind == ProviderKind.GitHub)
            return new GitHubProtocol(registration, http);
        var metadata = new ProviderMetadata(registration, http, clock);
        _metadata.Add(metadata);
        return new OpenIdProtocol(registration, metadata, http);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in with {Provider} ended with {Code}: {Reason} ({Cause})")]
    private partial void LogFailed(string provider, string code, string reason, string? cause);
}
