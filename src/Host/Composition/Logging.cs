using System.Diagnostics;
using Monolith.Shared.Infrastructure.Correlation;
using Monolith.Shared.Infrastructure.Http;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;
using Serilog.Settings.Configuration;

namespace Monolith.Host.Composition;

internal static class Logging
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj} {CorrelationId}{NewLine}{Exception}";

    /// <summary>
    /// Structured logs to standard output: JSON in Production, text for people in Development. What a command prints there is its result,
    /// so that it logs to standard error.
    /// </summary>
    public static void AddAppLogging(this WebApplicationBuilder builder, bool isCommand)
    {
        LogEventLevel? standardErrorFrom = isCommand ? LogEventLevel.Verbose : null;
        var logger = new LoggerConfiguration()
            // The sinks there are; without naming them it reads every library of the host to find them.
            .ReadFrom.Configuration(
                builder.Configuration,
                new ConfigurationReaderOptions(typeof(ConsoleLoggerConfigurationExtensions).Assembly, typeof(LoggerConfigurationAsyncExtensions).Assembly))
            .Enrich.FromLogContext()
            // What stops a start is said once, by Program, in a sentence or as the exception itself.
            .Filter.ByExcluding(entry => entry.MessageTemplate.Text == "Hosting failed to start")
            .Enrich.With<CorrelationEnricher>()
            .WriteTo.Async(sink => _ = builder.Environment.IsDevelopment()
                ? sink.Console(
                    outputTemplate: Template, formatProvider: System.Globalization.CultureInfo.InvariantCulture,
                    standardErrorFromLevel: standardErrorFrom)
                : sink.Console(new JsonFormatter(renderMessage: true), standardErrorFromLevel: standardErrorFrom))
            .CreateLogger();
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);
        builder.Services.AddSingleton<IRequestObserver, RequestLog>();
        AddFilters(builder.Logging, builder.Configuration.GetSection("Serilog:MinimumLevel"));
    }

    /// <summary>What Serilog would drop is not even offered to it: every request asks several times.</summary>
    private static void AddFilters(ILoggingBuilder logging, IConfigurationSection levels)
    {
        logging.AddFilter<SerilogLoggerProvider>(category: null, Level(levels["Default"] ?? levels.Value ?? nameof(LogEventLevel.Information)));
        foreach (var category in levels.GetSection("Override").GetChildren())
            logging.AddFilter<SerilogLoggerProvider>(category.Key, Level(category.Value!));
        // Its one use would be a scope around every request; the correlation id says more.
        logging.AddFilter<SerilogLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    private static LogLevel Level(string name) => LevelConvert.ToExtensionsLevel(Enum.Parse<LogEventLevel>(name, ignoreCase: true));

    private sealed class CorrelationEnricher : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            if (CorrelationId.Current is { } id)
                logEvent.AddPropertyIfAbsent(new LogEventProperty("CorrelationId", new ScalarValue(id)));
            if (Activity.Current is { } activity)
                logEvent.AddPropertyIfAbsent(new LogEventProperty("TraceId", new ScalarValue(activity.TraceId.ToHexString())));
        }
    }
}
