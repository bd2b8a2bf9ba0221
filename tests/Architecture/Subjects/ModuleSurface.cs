using System.Reflection;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>Which types of a module have a reason to be public.</summary>
internal sealed class ModuleSurface
{
    private const BindingFlags Members =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly IReadOnlyList<Type> _types;
    private readonly HashSet<Type> _justified = [];
    private readonly HashSet<Type> _received = [];

    /// <param name="types">All types of the module's own rings.</param>
    /// <param name="crossing">Full names of types that one ring of the module takes from another: the compiler needs those public.</param>
    public ModuleSurface(IReadOnlyList<Type> types, ApplicationCode application, IReadOnlySet<string> crossing)
    {
        _types = types;
        foreach (var handler in application.Handlers)
        {
            Justify(handler.Class);
            foreach (var parameter in handler.Method.GetParameters())
                JustifyReceived(parameter.ParameterType);
        }

        foreach (var message in application.Messages.Concat(application.Validators))
            Justify(message);
        foreach (var type in types.Where(type => IsModuleClass(type) || crossing.Contains(type.FullName!) || IsConstants(type)))
            Justify(type);
    }

    public IEnumerable<Type> NeedlesslyPublic => _types.Where(type => type.IsPublic && !_justified.Contains(type));

    /// <summary>Whoever is public must show only public types: its signatures justify what they mention.</summary>
    private void Justify(Type type)
    {
        if (!_types.Contains(type) || !_justified.Add(type))
            return;
        foreach (var mentioned in Signature(type).SelectMany(Parts))
            Justify(mentioned);
    }

    /// <summary>Wolverine's generated code constructs what a handler receives, so those classes are public, and what they take.</summary>
    private void JustifyReceived(Type received)
    {
        foreach (var implementation in _types.Where(type => !type.IsInterface && received.IsAssignableFrom(type)))
        {
            if (!_received.Add(implementation))
                continue;
            Justify(implementation);
            foreach (var parameter in implementation.GetConstructors().SelectMany(constructor => constructor.GetParameters()))
                JustifyReceived(parameter.ParameterType);
        }
    }

    /// <summary>The compiler copies constants to where they are used, so that nothing tells which ring took them.</summary>
    private static bool IsConstants(Type type) =>
        type is { IsAbstract: true, IsSealed: true }
        && type.GetMembers(Members) is { Length: > 0 } members
        && members.All(member => member is FieldInfo { IsLiteral: true });

    private static bool IsModuleClass(Type type) => type.Name.EndsWith("Module", StringComparison.Ordinal);

    private static IEnumerable<Type> Signature(Type type) =>
    [
        type.BaseType ?? typeof(object),
        .. type.GetInterfaces(),
        .. type.GetMethods(Members).Where(method => method.IsPublic || method.IsFamily)
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)),
        .. type.GetConstructors(Members).Where(constructor => constructor.IsPublic)
            .SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType),
        .. type.GetFields(Members).Where(field => field.IsPublic).Select(field => field.FieldType),
    ];

    private static IEnumerable<Type> Parts(Type type) =>
        type.GetGenericArguments().SelectMany(Parts).Append(type.HasElementType ? type.GetElementType()! : type);
}
