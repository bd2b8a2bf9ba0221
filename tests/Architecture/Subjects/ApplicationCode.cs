using System.Reflection;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>The messages, handlers and validators of a module, read by the naming convention that Wolverine follows too.</summary>
internal sealed class ApplicationCode
{
    private const string Validator = "FluentValidation.AbstractValidator`1";
    private static readonly string[] HandlerMethods = ["Handle", "HandleAsync", "Handles", "HandlesAsync", "Consume", "ConsumeAsync"];

    public ApplicationCode(string module, IReadOnlyList<Type> types)
    {
        Module = module;
        Handlers = [.. types.Where(type => type.Name.EndsWith("Handler", StringComparison.Ordinal)).SelectMany(HandlersOf)];
        Validated = [.. types.Select(ValidatedBy).OfType<Type>()];
        var answers = Handlers.SelectMany(handler => Reachable(handler.Method.ReturnType)).ToHashSet();
        Messages =
        [
            .. types.Where(type => IsIn(type, "Features") && type is { IsPublic: true, IsNested: false } && IsRecord(type) && !answers.Contains(type)),
        ];
    }

    public string Module { get; }

    public IReadOnlyList<Handler> Handlers { get; }

    /// <summary>Public records of the feature files that no handler answers with: what is left was written to be sent.</summary>
    public IReadOnlyList<Type> Messages { get; }

    public IReadOnlyList<Type> Validated { get; }

    public static IReadOnlyList<ApplicationCode> OfProduct =>
        [.. Repository.Modules.Select(module => new ApplicationCode(module.Name, [.. module.Ring("Application").SelectMany(ring => ring.GetTypes())]))];

    public static bool IsIn(Type type, string folder) => $"{type.Namespace}.".Contains($".{folder}.", StringComparison.Ordinal);

    public static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);

    public override string ToString() => Module;

    private static IEnumerable<Handler> HandlersOf(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => HandlerMethods.Contains(method.Name) && method.GetParameters().Length > 0)
            .Select(method => new Handler(type, method));

    private static Type? ValidatedBy(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (ancestor.IsGenericType && ancestor.GetGenericTypeDefinition().FullName == Validator)
                return ancestor.GetGenericArguments()[0];
        }

        return null;
    }

    /// <summary>A type, its generic arguments, and what the records among them are made of.</summary>
    private static HashSet<Type> Reachable(Type type)
    {
        var open = new Stack<Type>([type]);
        var seen = new HashSet<Type>();
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            foreach (var argument in next.GetGenericArguments())
                open.Push(argument);
            foreach (var part in IsRecord(next) ? next.GetProperties() : [])
                open.Push(part.PropertyType);
        }

        return seen;
    }
}

/// <summary>A method that Wolverine would call, and the message that its first parameter names.</summary>
internal sealed record Handler(Type Class, MethodInfo Method)
{
    public Type Message => Method.GetParameters()[0].ParameterType;

    public override string ToString() => $"{Class}.{Method.Name}";
}
