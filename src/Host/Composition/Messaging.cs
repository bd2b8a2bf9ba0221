using FluentValidation;
using JasperFx;
using Marten.Exceptions;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Correlation;
using Monolith.Shared.Infrastructure.Messaging;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.FluentValidation;

namespace Monolith.Host.Composition;

internal static class Messaging
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    private static readonly TimeSpan[] LooksAgain = [.. new[] { 20, 100, 250, 250, 500, 500 }.Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];

    /// <summary>In-process messaging over durable queues: a queue a handler, effects and outgoing events in one transaction.</summary>
    public static void AddMessaging(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddScoped<ILaterMessages, LaterMessages>();
        builder.Services.AddSingleton<IDeadMessages, DeadMessages>();
        foreach (var (contract, validator) in ModuleCatalog.All.SelectMany(module => Validators(module.HandlerAssembly)))
            builder.Services.AddSingleton(contract, validator);

        builder.UseWolverine(options =>
        {
            options.ServiceName = "monolith";
            // Handlers are in the modules, whoever started the process.
            options.ApplicationAssembly = typeof(ModuleCatalog).Assembly;
            options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
            options.Durability.MessageIdentity = MessageIdentity.IdAndDestination;
            options.Policies.AutoApplyTransactions();
            options.Policies.UseDurableLocalQueues();
            options.Policies.AddMiddleware(typeof(MessageCorrelation));
            options.UseFluentValidation(RegistrationBehavior.ExplicitRegistration);
            foreach (var module in ModuleCatalog.All)
            {
                options.Discovery.IncludeAssembly(module.HandlerAssembly);
                module.ConfigureMessaging(options);
            }

            // After what the modules say. Two at the same time: the one who comes second looks again and finds what the first did. Attempts
            // are counted together, and the database may have been away in some of them: there are more than that takes.
            options.OnException<DocumentAlreadyExistsException>().RetryTimes(LooksAgain.Length);
            options.OnException<ConcurrencyException>().RetryWithCooldown(LooksAgain);

            // What the database refuses in passing is tried again before a message is put aside, at other times than what it refused along
            // with it.
            options.OnException<NpgsqlException>(exception => exception.IsTransient)
                .Or<MartenCommandException>(exception => exception.InnerException is NpgsqlException { IsTransient: true })
                .RetryWithCooldown(Pauses).WithFullJitter();
        });
    }

    private static IEnumerable<(Type Contract, Type Validator)> Validators(System.Reflection.Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.IsAbstract
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IValidator<>)
        select (contract, type);
}
