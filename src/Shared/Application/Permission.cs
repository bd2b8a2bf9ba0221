namespace Monolith.Shared.Application;

/// <summary>What a role can grant. The module that asks for it names it.</summary>
/// <param name="Name"><c>users.read</c>: what it is about, and what may be done with it.</param>
/// <param name="Description">One sentence for the person who grants it.</param>
public sealed record Permission(string Name, string Description);
