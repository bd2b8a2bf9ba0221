using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>Whoever asks for a change of roles.</summary>
/// <param name="Permissions">What the request may do: no more can be given or taken away by it.</param>
/// <param name="HasShownSecondFactor">In this session.</param>
/// <param name="Client">From where it comes.</param>
public sealed record Actor(Guid Id, IReadOnlySet<string> Permissions, bool HasShownSecondFactor, ClientInfo Client);
