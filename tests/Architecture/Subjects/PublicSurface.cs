using System.Reflection;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>The public types and members of an assembly, one a line, in an order that survives recompilation.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Members(type).Prepend(Describe(type)));

    private static string Describe(Type type)
    {
        var bases = type.GetInterfaces().Except(type.GetInterfaces().SelectMany(inherited => inherited.GetInterfaces()))
            .Except(type.BaseType?.GetInterfaces() ?? []).Select(Name).Order(StringComparer.Ordinal);
        var ancestor = type.IsClass && type.BaseType is { } parent && parent != typeof(object) ? [Name(parent)] : Array.Empty<string>();
        var all = string.Join(", ", ancestor.Concat(bases));
        return $"{Kind(type)} {type.Namespace}.{Name(type)}{(all.Length > 0 ? $" : {all}" : "")}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static IEnumerable<string> Members(Type type) =>
        type.GetMembers(Declared).Where(IsVisible).Select(Describe).OfType<string>().Order(StringComparer.Ordinal)
            .Select(member => $"{type.Namespace}.{Name(type)}: {member}");

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method =>
            (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && (method.IsConstructor || !method.IsSpecialName),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic || accessor.IsFamily),
        FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
        EventInfo @event => @event.AddMethod!.IsPublic,
        _ => false,
    };

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method =>
            $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{ {Accessors(property)} }}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
        EventInfo @event => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
        _ => null,
    };

    private static string Accessors(PropertyInfo property) => string.Join(
        ' ',
        new[] { (Name: "get;", Method: property.GetMethod), (Name: "set;", Method: property.SetMethod) }
            .Where(accessor => accessor.Method is { } method && (method.IsPublic || method.IsFamily))
            .Select(accessor => accessor.Name));

    private static string Parameters(MethodBase method) => string.Join(
        ", ",
        method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"));

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        if (!type.IsGenericType)
            return type.Name;
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? type.Name : type.Name[..tick])}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
