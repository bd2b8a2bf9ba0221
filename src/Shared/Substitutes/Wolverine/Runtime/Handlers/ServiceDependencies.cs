using Microsoft.Extensions.DependencyInjection;

namespace Wolverine.Runtime.Handlers;

/// <summary>
/// What a handler reaches through its parameters, found in the registrations and not by running them: the library generates code from
/// them and refuses what it cannot see, so the same is refused here, when the service starts.
/// </summary>
internal sealed class ServiceDependencies(IEnumerable<ServiceDescriptor> services)
{
    private readonly ILookup<Type, ServiceDescriptor> _descriptors =
        services.Where(descriptor => !descriptor.IsKeyedService).ToLookup(descriptor => descriptor.ServiceType);

    /// <exception cref="InvalidOperationException">A scoped or transient service on the way is made by a lambda or is not public.</exception>
    public bool Reaches(Type service, Type target) => Reaches(service, target, []);

    public void AssertRegistered(Type service, HandlerChain chain)
    {
        var isSequence = service.IsGenericType && service.GetGenericTypeDefinition() == typeof(IEnumerable<>);
        if (!isSequence && !IsOfFramework(service) && !Registrations(service).Any())
            throw new InvalidOperationException($"{chain.HandlerName} wants {service}, which is not registered.");
    }

    private bool Reaches(Type service, Type target, HashSet<Type> visited)
    {
        if (service == target)
            return true;
        if (!visited.Add(service) || IsOfFramework(service))
            return false;
        if (service.IsGenericType && service.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            return Reaches(service.GetGenericArguments()[0], target, visited);

        return Registrations(service).Any(descriptor => Reaches(descriptor, service, target, visited));
    }

    private bool Reaches(ServiceDescriptor descriptor, Type service, Type target, HashSet<Type> visited)
    {
        // A singleton outlives every session; what it is made of does not matter to a handler.
        if (descriptor.Lifetime == ServiceLifetime.Singleton)
            return false;

        var implementation = descriptor.ImplementationType;
        if (implementation is null)
        {
            throw new InvalidOperationException(
                $"{service} is registered with a lambda, so what a handler reaches through it cannot be seen. Register it by type.");
        }

        if (!implementation.IsVisible)
            throw new InvalidOperationException($"{implementation} reaches a handler as {service} and must be public.");

        if (implementation.IsGenericTypeDefinition)
            implementation = implementation.MakeGenericType(service.GetGenericArguments());

        return Parameters(implementation).Any(parameter => Reaches(parameter, target, visited));
    }

    public static IEnumerable<Type> Parameters(Type implementation) =>
        implementation.GetConstructors()
            .OrderByDescending(constructor => constructor.GetParameters().Length)
            .Take(1)
            .SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.ParameterType);

    private IEnumerable<ServiceDescriptor> Registrations(Type service)
    {
        if (_descriptors.Contains(service) || !service.IsGenericType)
            return _descriptors[service];

        return _descriptors[service.GetGenericTypeDefinition()];
    }

    private static bool IsOfFramework(Type type) =>
        type.Namespace is { } name
        && (name.StartsWith("Microsoft.", StringComparison.Ordinal)
            || name.StartsWith("System", StringComparison.Ordinal)
            || name.StartsWith("Wolverine", StringComparison.Ordinal)
            || name.StartsWith("Marten", StringComparison.Ordinal)
            || name.StartsWith("FluentValidation", StringComparison.Ordinal));
}
