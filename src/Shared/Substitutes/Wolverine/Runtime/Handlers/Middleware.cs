using System.Reflection;

namespace Wolverine.Runtime.Handlers;

internal sealed record MiddlewareRegistration(Type Type, Func<HandlerChain, bool>? Filter)
{
    public IReadOnlyList<MethodInfo> Before => Find("Before");

    public IReadOnlyList<MethodInfo> After => Find("After");

    public IReadOnlyList<MethodInfo> Finally => Find("Finally");

    public void AssertUsable()
    {
        if (Before.Count + After.Count + Finally.Count == 0)
            throw new InvalidOperationException($"Middleware {Type} has no public method Before, After or Finally (or ...Async).");
    }

    private MethodInfo[] Find(string name) =>
    [
        .. Type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public)
            .Where(method => method.Name == name || method.Name == name + "Async"),
    ];
}
