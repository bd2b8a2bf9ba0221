using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Domain;

public static class TraceErrors
{
    public static readonly Error NotFound = new("monitoring.trace_not_found", "Nothing is kept under this correlation id.", ErrorKind.NotFound);
}
