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
        // The library knows them too; here they would be left out in silence.
        if (Find("Load").Concat(Find("Validate")).Concat(Find("PostProcess")).FirstOrDefault() is { } other)
            throw new InvalidOperationException($"Middleware {Type} has {other.Name}(): call it Before or After.");
    }

    private MethodInfo[] Find(string name) =>
    [
        .. Type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public)
            .Where(method => method.Name == name || method.Name == name + "Async"),
    ];
}

/// <summary>The methods of one middleware class, ready to be called for the messages of one chain.</summary>
internal sealed class CompiledMiddleware
{
    private readonly MiddlewareRegistration _registration;

    public CompiledMiddleware(MiddlewareRegistration registration, CallCompiler calls)
    {
        _registration = registration;
        Before = [.. registration.Before.Select(calls.CompileProducer)];
    }

    public CompiledCall[] Before { get; }

    public CompiledCall[] After { get; private set; } = [];

    public CompiledCall[] Finally { get; private set; } = [];

    /// <summary>When it is known what all the <c>Before</c> methods return.</summary>
    public void CompileWhatFollows(CallCompiler calls)
    {
        After = [.. _registration.After.Select(calls.Compile)];
        Finally = [.. _registration.Finally.Select(calls.Compile)];
    }
}
