using System.Reflection;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>Contracts are facts under a stable alias: sealed records of plain values that reference nothing and betray no secret.</summary>
public sealed partial class Wall03ContractsTests
{
    private static readonly Type[] Values =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(Uri),
        typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
    ];

    private static readonly Type[] Collections = [typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>), typeof(IReadOnlySet<>)];

    private static string ApprovedShapes => Path.Combine(Repository.Root, "tests", "Architecture", "Approved", "contracts.txt");

    [Fact]
    public void Contracts_reference_nothing() =>
        Wall.Stands(ReferenceGraph.OfProduct.Ring("Contracts"), AnyReference);

    [Fact]
    public void Contracts_are_sealed_records_of_values() =>
        Wall.Stands(ContractTypes(), NotAFact);

    [Fact]
    public void Contracts_carry_no_secret() =>
        Wall.Stands(ContractTypes(), Secrets);

    [Fact]
    public void Events_have_a_stable_alias() =>
        Wall.Stands(ContractTypes().Where(IsEvent), NoAlias);

    [Fact]
    public void Aliases_are_registered_by_the_module_that_owns_the_event() =>
        Wall.Stands(
            Repository.Modules.SelectMany(module => module.Ring("Contracts").SelectMany(ring => ring.GetExportedTypes()).Where(IsEvent)
                .Select(type => (Event: type, Owner: module.Ring("Infrastructure").SelectMany(Code.TypesIn)))),
            pair => Unregistered(pair.Event, pair.Owner));

    [Fact]
    public void Published_events_keep_their_fields() =>
        Wall.Stands(File.ReadAllLines(ApprovedShapes), line => Broken(line, [.. ContractTypes().Where(IsEvent)]));

    [Fact]
    public void Every_event_is_among_the_published_shapes() =>
        Wall.Stands(ContractTypes().Where(IsEvent), type => Unpublished(type, File.ReadAllLines(ApprovedShapes)));

    [Fact]
    public void Goes_red_on_contracts_with_a_reference() =>
        Wall.GoesRed(BadExample.Graph("Wall03/contracts-with-a-reference").Ring("Contracts"), AnyReference, "Monolith.Sales.Domain");

    [Theory]
    [InlineData("OpenRecord", "is no sealed record")]
    [InlineData("NotARecord", "is no sealed record")]
    [InlineData("WithAnEntity", "Customer is no value")]
    [InlineData("WithASetter", "can be changed")]
    public void Goes_red_on_a_contract_that_is_no_fact(string example, string because) =>
        Wall.GoesRed(Example(example), NotAFact, because);

    [Theory]
    [InlineData("WithAPasswordHash")]
    [InlineData("WithAResetToken")]
    public void Goes_red_on_a_contract_with_a_secret(string example) =>
        Wall.GoesRed(Example(example), Secrets, example);

    [Theory]
    [InlineData("WithoutAlias")]
    [InlineData("WithAnAliasOfAnotherModule")]
    [InlineData("WithAnAliasWithoutVersion")]
    public void Goes_red_on_an_event_without_a_stable_alias(string example) =>
        Wall.GoesRed(Example(example), NoAlias, example);

    [Fact]
    public void Goes_red_on_an_alias_that_nobody_registers() =>
        Wall.GoesRed(Example("Shipped"), type => Unregistered(type, Code.TypesIn(type.Assembly)), "sales.shipped.v1 is not registered");

    [Theory]
    [InlineData("sales.shipped.v1: OrderId Guid, Pieces Int32", "Pieces is gone")]
    [InlineData("sales.shipped.v1: OrderId String", "OrderId is Guid now")]
    [InlineData("sales.shipped.v1: ", "OrderId is new and not optional")]
    [InlineData("sales.returned.v1: OrderId Guid", "sales.returned.v1 is gone")]
    public void Goes_red_on_a_changed_event(string approved, string because) =>
        Wall.GoesRed([approved], line => Broken(line, Example("Shipped")), because);

    [Fact]
    public void Goes_red_on_an_event_that_was_never_approved() =>
        Wall.GoesRed(Example("Shipped"), type => Unpublished(type, []), "sales.shipped.v1: OrderId Guid");

    private static IEnumerable<Type> ContractTypes() => ProductModule.Rings("Contracts").SelectMany(ring => ring.GetExportedTypes());

    private static IReadOnlyList<Type> Example(string name) =>
        [.. BadExample.Loaded("Wall03").Where(type => type.Name == name)];

    private static bool IsEvent(Type type) => type.Namespace!.EndsWith(".Events", StringComparison.Ordinal);

    private static IEnumerable<string> AnyReference(ReferencingProject contracts) =>
        contracts.References.Select(reference => $"{contracts} references {reference}");

    private static IEnumerable<string> NotAFact(Type type)
    {
        if (type.IsEnum)
            return [];
        if (!type.IsSealed || type.GetMethod("<Clone>$") is null)
            return [$"{type} is no sealed record"];
        return Properties(type).SelectMany<PropertyInfo, string>(property =>
        [
            .. property.SetMethod is { } setter && !IsInit(setter) ? [$"{type}.{property.Name} can be changed"] : Array.Empty<string>(),
            .. IsValue(property.PropertyType, type.Assembly) ? Array.Empty<string>() : [$"{type}.{property.PropertyType.Name} is no value"],
        ]);
    }

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    /// <summary>A part of a contract is a value too when it is a contract itself.</summary>
    private static bool IsValue(Type type, Assembly contracts)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsPrimitive || plain.IsEnum || Values.Contains(plain)
            || (plain.IsGenericType && Collections.Contains(plain.GetGenericTypeDefinition())
                && plain.GetGenericArguments().All(argument => IsValue(argument, contracts)))
            || (plain.Assembly == contracts && plain.Namespace!.Contains(".Contracts", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Secrets(Type type) =>
        Properties(type).Where(property => SecretName().IsMatch(property.Name)).Select(property => $"{type}.{property.Name} sounds secret");

    private static IEnumerable<string> NoAlias(Type type)
    {
        var expected = $"^{ModuleOf(type)}\\.{Kebab(type.Name)}\\.v[1-9][0-9]*$";
        return AliasOf(type) is { } alias && Regex.IsMatch(alias, expected, RegexOptions.None, TimeSpan.FromSeconds(1))
            ? []
            : [$"{type} needs an alias like {expected}"];
    }

    private static IEnumerable<string> Unregistered(Type type, IEnumerable<TypeDefinition> owner)
    {
        var registered = owner.SelectMany(code => Code.BeforeCalls(code, "RegisterMessageType", distance: 4)).Any(arguments =>
            arguments.Any(argument => argument.Operand is TypeReference reference && reference.FullName == type.FullName)
            && arguments.Any(argument => argument.Operand is string alias && alias == AliasOf(type)));
        return registered ? [] : [$"{AliasOf(type)} is not registered"];
    }

    private static IEnumerable<string> Broken(string approved, IReadOnlyList<Type> events)
    {
        var (alias, fields) = (approved.Split(": ")[0], approved.Split(": ")[1].Split(", ", StringSplitOptions.RemoveEmptyEntries));
        if (events.SingleOrDefault(type => AliasOf(type) == alias) is not { } type)
            return [$"{alias} is gone"];
        var parameters = type.GetConstructors()[0].GetParameters();
        var names = fields.Select(field => field.Split(' ')[0]).ToList();
        return
        [
            .. names.Except(parameters.Select(parameter => parameter.Name!)).Select(name => $"{alias}: {name} is gone"),
            .. parameters.Where(parameter => names.Contains(parameter.Name!) && !fields.Contains(Field(parameter)))
                .Select(parameter => $"{alias}: {parameter.Name} is {NameOf(parameter.ParameterType)} now"),
            .. parameters.Where(parameter => !names.Contains(parameter.Name!) && !parameter.IsOptional)
                .Select(parameter => $"{alias}: {parameter.Name} is new and not optional"),
        ];
    }

    private static IEnumerable<string> Unpublished(Type type, IReadOnlyList<string> approved)
    {
        var shape = $"{AliasOf(type)}: {string.Join(", ", type.GetConstructors()[0].GetParameters().Select(Field))}";
        return approved.Contains(shape) ? [] : [$"Approved/contracts.txt lacks the line \"{shape}\""];
    }

    private static string Field(ParameterInfo parameter) => $"{parameter.Name} {NameOf(parameter.ParameterType)}";

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(',', type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;

    private static PropertyInfo[] Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static string? AliasOf(Type type) => type.GetField("Alias")?.GetRawConstantValue() as string;

    private static string ModuleOf(Type type) =>
        type.Namespace![..type.Namespace!.IndexOf(".Contracts", StringComparison.Ordinal)].Split('.')[^1].ToLowerInvariant();

    private static string Kebab(string name) => WordStart().Replace(VersionSuffix().Replace(name, ""), "-$0").ToLowerInvariant();

    [GeneratedRegex("Password|Hash|Token|Secret|Credential", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();

    [GeneratedRegex("V[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionSuffix();
}
