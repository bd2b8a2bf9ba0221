using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NetArchTest.Rules;

/// <summary>What a type depends on: everything its declaration and its method bodies mention.</summary>
internal static class Dependencies
{
    public static bool MatchesAny(string name, IReadOnlyList<string> namespacesOrTypes) =>
        namespacesOrTypes.Any(candidate =>
            name.StartsWith(candidate, StringComparison.Ordinal)
            && (name.Length == candidate.Length || name[candidate.Length] is '.' or '/'));

    /// <summary>Full names, without generic arguments of their own (those are listed apart).</summary>
    public static IEnumerable<string> Of(TypeDefinition type) => References(type).SelectMany(Flatten);

    /// <summary>Closures and state machines are the type's own code, wherever the compiler put them.</summary>
    private static IEnumerable<TypeReference?> References(TypeDefinition type) =>
    [
        type.BaseType,
        .. Attributes(type),
        .. type.Interfaces.Select(implementation => implementation.InterfaceType),
        .. Constraints(type),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(property => Attributes(property).Append(property.PropertyType)),
        .. type.Events.SelectMany(@event => Attributes(@event).Append(@event.EventType)),
        .. type.Methods.SelectMany(Signature),
        .. type.Methods.Where(method => method.HasBody).SelectMany(Body),
        .. type.NestedTypes.Where(Types.IsCompilerGenerated).SelectMany(References),
    ];

    private static IEnumerable<TypeReference?> Signature(MethodDefinition method) =>
    [
        method.ReturnType,
        .. Attributes(method),
        .. Attributes(method.MethodReturnType),
        .. Constraints(method),
        .. method.Parameters.SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType)),
    ];

    private static IEnumerable<TypeReference?> Body(MethodDefinition method) =>
    [
        .. method.Body.Variables.Select(variable => variable.VariableType),
        .. method.Body.Instructions.SelectMany(Operand),
    ];

    private static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => method.GenericArguments.Prepend(method.DeclaringType),
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.Select(attribute => attribute.AttributeType);

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<string> Flatten(TypeReference? reference) => reference switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Flatten).Append(generic.ElementType.FullName),
        TypeSpecification specification => Flatten(specification.ElementType),
        _ => [reference.FullName],
    };
}
