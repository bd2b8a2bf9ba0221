using FluentValidation;
using Wolverine.FluentValidation;

namespace Wolverine.Runtime.Handlers;

/// <summary>What the policies of a service add to a handler.</summary>
internal sealed class ChainCompiler(WolverineOptions options, ITransactions? transactions)
{
    private readonly ServiceDependencies _dependencies = new(options.Services);

    private readonly HashSet<Type> _validated =
    [
        .. options.Services.Select(descriptor => descriptor.ServiceType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IValidator<>))
            .Select(type => type.GetGenericArguments()[0]),
    ];

    public IEnumerable<MiddlewareRegistration> MiddlewareFor(HandlerChain chain) =>
        options.Middleware.Where(middleware => middleware.Filter?.Invoke(chain) ?? true);

    public CompiledCall? ValidatorFor(Type messageType) =>
        options.ValidatorsAreUsed && _validated.Contains(messageType) ? MessageValidation.For(messageType) : null;

    public ITransactions? TransactionsFor(HandlerChain chain, CallCompiler calls)
    {
        // Every service is looked at, also when a transaction is already certain: each must be one the library accepts.
        var reachesSession = false;
        foreach (var service in Services(chain, calls))
        {
            _dependencies.AssertRegistered(service, chain);
            reachesSession |= _dependencies.Reaches(service, transactions?.SessionType ?? typeof(void));
        }

        return options.TransactionsAreApplied && reachesSession ? transactions : null;
    }

    private static IEnumerable<Type> Services(HandlerChain chain, CallCompiler calls)
    {
        var parameters = chain.Methods.SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType);
        var constructed = chain.Methods.Where(method => !method.IsStatic).Select(method => method.ReflectedType!).Distinct()
            .SelectMany(ServiceDependencies.Parameters);
        return parameters.Where(parameter => !calls.IsKnown(parameter)).Concat(constructed).Distinct();
    }
}
