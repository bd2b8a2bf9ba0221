using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>What the installation decides.</summary>
public interface IIdentitySettings
{
    /// <summary>Where people open the application; mailed links lead there.</summary>
    Uri PublicUrl { get; }

    SessionLifetimes Sessions { get; }
}
