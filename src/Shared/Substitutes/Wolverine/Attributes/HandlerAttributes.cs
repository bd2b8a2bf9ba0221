namespace Wolverine.Attributes;

/// <summary>Leaves a class or method out of the search for handlers.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class WolverineIgnoreAttribute : Attribute;

/// <summary>Marks a class or method as a handler whatever its name.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class WolverineHandlerAttribute : Attribute;
