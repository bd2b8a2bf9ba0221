namespace Monolith.Host.Composition;

internal static class Endpoints
{
    /// <summary>
    /// Lets routing and authorization share the endpoints, which are most of a start: both ask for them, and what was mapped makes them anew
    /// for everybody who asks. They are made while the start goes on. Comes last: what is mapped afterwards is made twice again.
    /// </summary>
    public static void ShareEndpoints(this IEndpointRouteBuilder app)
    {
        var shared = new CompositeEndpointDataSource([.. app.DataSources]);
        app.DataSources.Clear();
        app.DataSources.Add(shared);
        // Who needs them first waits for them, and is told if they cannot be made.
        _ = Task.Run(() => shared.Endpoints);
    }
}
