using Monolith.Shared.Kernel;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>A provider did not do what it should. The message is for the operator, the error for the person.</summary>
internal sealed class ProviderException(Error error, string reason, Exception? cause = null) : Exception(reason, cause)
{
    public Error Error { get; } = error;
}
