using System.Reflection;
using Wolverine.Attributes;

namespace Wolverine.Configuration;

/// <summary>
/// Finds handlers: public methods named Handle, Handles, Consume or Consumes (or with <c>Async</c> after it) of public classes whose
/// name ends in Handler or Consumer. The first parameter is the message.
/// </summary>
public sealed class HandlerDiscovery
{
    private static readonly HashSet<string> MethodNames = new(
        new[] { "Handle", "Handles", "Consume", "Consumes" }.SelectMany(name => new[] { name, name + "Async" }), StringComparer.Ordinal);

    /// <summary>What the library calls around the handlers of the same class; not supported here, so not to be left out in silence.</summary>
    private static readonly HashSet<string> UnsupportedNames = new(
        new[] { "Before", "Load", "Validate", "After", "PostProcess", "Finally" }.SelectMany(name => new[] { name, name + "Async" }),
        StringComparer.Ordinal);

    private readonly List<Assembly> _assemblies = [];
    private readonly List<Type> _explicitTypes = [];
    private bool _conventionsAreDisabled;

    internal HandlerDiscovery()
    {
    }

    /// <summary>Only the types of <see cref="IncludeType(Type)"/> are handlers.</summary>
    public HandlerDiscovery DisableConventionalDiscovery(bool value = true)
    {
        _conventionsAreDisabled = value;
        return this;
    }

    public HandlerDiscovery IncludeAssembly(Assembly assembly)
    {
        _assemblies.Add(assembly);
        return this;
    }

    public HandlerDiscovery IncludeType<T>() => IncludeType(typeof(T));

    /// <exception cref="ArgumentOutOfRangeException">The type is not public, or is abstract or generic.</exception>
    public HandlerDiscovery IncludeType(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!IsUsable(type))
            throw new ArgumentOutOfRangeException(nameof(type), type, "Handler types must be public, concrete and closed.");

        _explicitTypes.Add(type);
        return this;
    }

    internal IEnumerable<MethodInfo> FindMethods(Assembly? applicationAssembly)
    {
        IEnumerable<Type> types = _explicitTypes;
        if (!_conventionsAreDisabled)
        {
            var assemblies = applicationAssembly is null ? _assemblies : _assemblies.Append(applicationAssembly);
            types = types.Concat(assemblies.Distinct().SelectMany(assembly => assembly.GetExportedTypes()).Where(IsHandlerType));
        }

        return types.Distinct().SelectMany(FindMethods);
    }

    private static IEnumerable<MethodInfo> FindMethods(Type type)
    {
        var methods = type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public);
        var handlers = Array.FindAll(methods, IsHandlerMethod);
        if (handlers.Length > 0 && Array.Find(methods, method => UnsupportedNames.Contains(method.Name)) is { } unsupported)
            throw new InvalidOperationException($"{type} has {unsupported.Name}() beside its handlers; put it into middleware.");

        return handlers;
    }

    private static bool IsUsable(Type type) =>
        (type.IsPublic || type.IsNestedPublic) && type.IsClass && !type.ContainsGenericParameters && (!type.IsAbstract || type.IsSealed);

    private static bool IsHandlerType(Type type) =>
        IsUsable(type)
        && !type.IsDefined(typeof(WolverineIgnoreAttribute))
        && (type.Name.EndsWith("Handler", StringComparison.Ordinal)
            || type.Name.EndsWith("Consumer", StringComparison.Ordinal)
            || type.IsDefined(typeof(WolverineHandlerAttribute)));

    private static bool IsHandlerMethod(MethodInfo method) =>
        (MethodNames.Contains(method.Name) || method.IsDefined(typeof(WolverineHandlerAttribute)))
        && !method.IsDefined(typeof(WolverineIgnoreAttribute))
        && !method.ContainsGenericParameters
        && method.GetParameters() is [{ ParameterType: var message }, ..]
        && !message.IsPrimitive
        && message != typeof(string)
        && message != typeof(object);
}
