using System.Reflection;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>The messages, handlers and validators of a module, read by the naming convention that Wolverine follows too.</summary>
internal sealed class ApplicationCode
{
    private const string Validator = "FluentValidation.AbstractValidator`1";

    private static readonly string[] HandlerMethods =
        ["Handle", "HandleAsync", "Handles", "HandlesAsync", "Consume", "ConsumeAsync"];

    public ApplicationCode(string module, IReadOnlyList<Type> types)
    {
        Module = module;
        Handlers = [.. types.Where(IsHandlerClass).SelectMany(HandlersOf)];
        Validators = [.. types.Where(type => ValidatedBy(type) is not null)];
        var records = types.Where(type => (IsIn(type, "Features") || IsIn(type, "Contracts.Requests")) && type.IsPublic && IsRecord(type)).ToList();
        var values = Handlers.SelectMany(handler => Returned(handler.Method.ReturnType)).Where(IsResult)
            .Concat(records.SelectMany(record => record.GetProperties()).Select(property => property.PropertyType))
            .SelectMany(Reachable)
            .ToHashSet();
        var handled = Handlers.Select(handler => handler.Message).ToHashSet();
        Messages = [.. records.Where(record => handled.Contains(record) || !values.Contains(record))];
    }

    public string Module { get; }

    public IReadOnlyList<Handler> Handlers { get; }

    /// <summary>
    /// Public records of the feature files, and of the requests that other modules may make, which are neither an answer nor a part of another:
    /// what is left was written to be sent.
    /// </summary>
    public IReadOnlyList<Type> Messages { get; }

    public IReadOnlyList<Type> Validators { get; }

    public bool Validates(Type message) => Validators.Any(validator => ValidatedBy(validator) == message);

    public static IReadOnlyList<ApplicationCode> OfProduct =>
    [
        .. Repository.Modules.Select(module =>
            new ApplicationCode(module.Name, [.. module.Ring("Application").Concat(module.Ring("Contracts")).SelectMany(ring => ring.GetTypes())])),
    ];

    public static bool IsIn(Type type, string folder) => $"{type.Namespace}.".Contains($".{folder}.", StringComparison.Ordinal);

    public static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);

    public override string ToString() => Module;

    /// <summary>Wolverine looks at public classes only, so a handler that is internal handles nothing.</summary>
    private static bool IsHandlerClass(Type type) => type.IsPublic && type.Name.EndsWith("Handler", StringComparison.Ordinal);

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

    /// <summary>What a handler returns, item by item: its result goes to the caller, everything else is sent on.</summary>
    private static IEnumerable<Type> Returned(Type type) => type switch
    {
        { IsGenericType: true } when type.Name.Split('`')[0] is "Task" or "ValueTask" or "ValueTuple" =>
            type.GetGenericArguments().SelectMany(Returned),
        _ => [type],
    };

    private static bool IsResult(Type type) => type is { IsGenericType: true, Namespace: "Monolith.Shared.Kernel", Name: "Result`1" };

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
