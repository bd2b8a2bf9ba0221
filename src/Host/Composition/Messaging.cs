using FluentValidation;
using Monolith.Shared.Infrastructure.Correlation;
using Wolverine;
using Wolverine.FluentValidation;

namespace Monolith.Host.Composition;

internal static class Messaging
{
    /// <summary>In-process messaging over durable queues: a queue a handler, effects and outgoing events in one transaction.</summary>
    public static void AddMessaging(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        foreach (var (contract, validator) in ModuleCatalog.All.SelectMany(module => Validators(module.HandlerAssembly)))
            builder.Services.AddSingleton(contract, validator);

        builder.UseWolverine(options =>
        {
            options.ServiceName = "monolith";
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
        });
    }

    private static IEnumerable<(Type Contract, Type Validator)> Validators(System.Reflection.Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.IsAbstract
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IValidator<>)
        select (contract, type);
}
