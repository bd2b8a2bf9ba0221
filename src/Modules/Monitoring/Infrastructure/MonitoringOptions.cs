using System.Net;
using Microsoft.Extensions.Options;

namespace Monolith.Monitoring.Infrastructure;

/// <summary>The settings under <c>Monitoring</c>.</summary>
internal sealed class MonitoringOptions
{
    public const string Section = "Monitoring";

    /// <summary>How long trace entries are kept.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Trace entries beyond this number are removed, the oldest first.</summary>
    public long MaxEntries { get; init; } = 500_000;

    /// <summary>Requests that each node traces in full; beyond them only failures and what is slow, as many again.</summary>
    public int TracesPerSecond { get; init; } = 20;

    public MetricsOptions Metrics { get; init; } = new();

    public AuditOptions Audit { get; init; } = new();

    internal sealed class MetricsOptions
    {
        /// <summary>Who may read <c>/metrics</c> without a token, in CIDR notation; loopback when not set.</summary>
        public IReadOnlyList<string>? Networks { get; init; }

        /// <summary>Whoever sends it as a bearer token may read <c>/metrics</c> from anywhere; nobody when not set.</summary>
        public string? Token { get; init; }
    }

    internal sealed class AuditOptions
    {
        /// <summary>How long entries of the audit trail are kept.</summary>
        public TimeSpan Retention { get; init; } = TimeSpan.FromDays(365);

        /// <summary>Entries that anybody can cause, such as failed sign-ins, beyond this number are removed, the oldest first.</summary>
        public long MaxUnproven { get; init; } = 100_000;
    }

    internal sealed class Validator : IValidateOptions<MonitoringOptions>
    {
        private const int MinTokenLength = 16;

        public ValidateOptionsResult Validate(string? name, MonitoringOptions options)
        {
            var problems = new List<string>();
            if (options.Retention < TimeSpan.FromMinutes(1) || options.Retention > TimeSpan.FromDays(90))
                problems.Add("Monitoring:Retention must be between 1 minute (00:01:00) and 90 days (90.00:00:00).");
            if (options.MaxEntries < 1_000)
                problems.Add("Monitoring:MaxEntries must be 1000 or more.");
            if (options.TracesPerSecond is < 1 or > 10_000)
                problems.Add("Monitoring:TracesPerSecond must be between 1 and 10000.");
            if (options.Metrics.Token is { Length: < MinTokenLength })
                problems.Add($"Monitoring:Metrics:Token must have at least {MinTokenLength} characters.");
            if (options.Audit.Retention < TimeSpan.FromDays(1) || options.Audit.Retention > TimeSpan.FromDays(3650))
                problems.Add("Monitoring:Audit:Retention must be between 1 day (1.00:00:00) and 10 years (3650.00:00:00).");
            if (options.Audit.MaxUnproven < 100)
                problems.Add("Monitoring:Audit:MaxUnproven must be 100 or more.");
            problems.AddRange((options.Metrics.Networks ?? []).Where(network => !IPNetwork.TryParse(network, out _))
                .Select(network => $"Monitoring:Metrics:Networks has '{network}', which is no network in CIDR notation such as 10.0.0.0/8."));
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
