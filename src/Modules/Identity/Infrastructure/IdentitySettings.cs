using Microsoft.Extensions.Options;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure;

internal sealed class IdentitySettings(IOptions<IdentityOptions> options) : IIdentitySettings
{
    public Uri PublicUrl { get; } = new(options.Value.PublicUrl);

    public SessionLifetimes Sessions { get; } = new(options.Value.Sessions.IdleTimeout, options.Value.Sessions.AbsoluteTimeout);
}
