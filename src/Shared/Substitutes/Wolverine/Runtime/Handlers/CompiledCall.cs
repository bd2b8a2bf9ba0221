using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Wolverine.Runtime.Handlers;

/// <summary>Calls a handler or middleware method; completes with what it returns, or null.</summary>
internal delegate ValueTask<object?> CompiledCall(Invocation invocation);

/// <summary>Turns a method into a delegate, once: understood when the service starts, compiled at its first call.</summary>
internal sealed class CallCompiler(Type messageType)
{
    private static readonly ParameterExpression Invocation = Expression.Parameter(typeof(Invocation), "invocation");

    private static readonly MethodInfo GetService = typeof(ServiceProviderServiceExtensions)
        .GetMethod(nameof(ServiceProviderServiceExtensions.GetRequiredService), 1, [typeof(IServiceProvider)])!;

    private readonly Dictionary<Type, int> _produced = [];
    private readonly Dictionary<Type, int> _instances = [];

    /// <summary>Values that an attempt keeps: instances of classes, and what <c>Before</c> methods return.</summary>
    public int VariableCount { get; private set; }

    public CompiledCall Compile(MethodInfo method)
    {
        var target = method.IsStatic ? null : Instance(method.ReflectedType!);
        var call = Expression.Call(target, method, method.GetParameters().Select(Argument));
        // Most messages do not come in the first seconds, and compiling is a large part of a start.
        var compiled = new Lazy<CompiledCall>(Expression.Lambda<CompiledCall>(Returned(call), Invocation).Compile);
        return invocation => compiled.Value(invocation);
    }

    /// <summary>As <see cref="Compile"/>; later methods may take what this one returns as a parameter.</summary>
    public CompiledCall CompileProducer(MethodInfo method)
    {
        var call = Compile(method);
        var returned = Unwrap(method.ReturnType);
        if (returned == typeof(void))
            return call;

        if (!IsTuple(returned))
        {
            var variable = Produce(returned);
            return Keep(call, (invocation, value) => invocation.Set(variable, value));
        }

        var variables = returned.GetGenericArguments().Select(Produce).ToArray();
        return Keep(call, (invocation, value) =>
        {
            var tuple = (System.Runtime.CompilerServices.ITuple)value!;
            for (var i = 0; i < variables.Length; i++)
                invocation.Set(variables[i], tuple[i]);
        });
    }

    /// <summary>Whether the parameter is filled from the attempt itself; otherwise it is a service.</summary>
    public bool IsKnown(Type parameter) =>
        parameter == messageType
        || parameter == typeof(Envelope)
        || parameter == typeof(CancellationToken)
        || parameter == typeof(IMessageContext)
        || parameter == typeof(IMessageBus)
        || _produced.ContainsKey(parameter);

    private static bool IsTuple(Type type) => type.IsValueType && typeof(System.Runtime.CompilerServices.ITuple).IsAssignableFrom(type);

    /// <summary>
    /// A method that is not asynchronous must run in the flow of its caller, so that ambient values which it sets are seen by the
    /// handler; only the waiting is put behind a call.
    /// </summary>
    private static CompiledCall Keep(CompiledCall call, Action<Invocation, object?> keep) => invocation =>
    {
        var pending = call(invocation);
        if (!pending.IsCompletedSuccessfully)
            return KeepLater(pending, invocation, keep);

        keep(invocation, pending.GetAwaiter().GetResult());
        return default;
    };

    private static async ValueTask<object?> KeepLater(ValueTask<object?> pending, Invocation invocation, Action<Invocation, object?> keep)
    {
        keep(invocation, await pending);
        return null;
    }

    private int Produce(Type type)
    {
        if (!_produced.TryAdd(type, VariableCount))
            throw new InvalidOperationException($"Two middleware methods return {type}; a parameter could be either.");

        return VariableCount++;
    }

    private UnaryExpression Instance(Type type)
    {
        if (!_instances.TryGetValue(type, out var variable))
            _instances[type] = variable = VariableCount++;

        var factory = ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);
        var instance = Expression.Call(
            Invocation, nameof(Handlers.Invocation.GetOrCreate), null, Expression.Constant(variable), Expression.Constant(factory));
        return Expression.Convert(instance, type);
    }

    private Expression Argument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == messageType)
            return Expression.Convert(Expression.Property(Invocation, nameof(Handlers.Invocation.Message)), type);
        if (type == typeof(Envelope))
            return Expression.Property(Invocation, nameof(Handlers.Invocation.Envelope));
        if (type == typeof(CancellationToken))
            return Expression.Property(Invocation, nameof(Handlers.Invocation.Cancellation));
        if (type == typeof(IMessageContext) || type == typeof(IMessageBus))
            return Expression.Property(Invocation, nameof(Handlers.Invocation.Context));
        if (_produced.TryGetValue(type, out var variable))
            return Expression.Convert(
                Expression.Call(Invocation, nameof(Handlers.Invocation.Get), null, Expression.Constant(variable)), type);

        return Expression.Call(GetService.MakeGenericMethod(type), Expression.Property(Invocation, nameof(Handlers.Invocation.Services)));
    }

    private static Type Unwrap(Type returned)
    {
        if (returned == typeof(Task) || returned == typeof(ValueTask))
            return typeof(void);

        return IsTaskOf(returned) ? returned.GetGenericArguments()[0] : returned;
    }

    private static bool IsTaskOf(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static Expression Returned(MethodCallExpression call)
    {
        if (call.Type == typeof(void))
            return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (call.Type == typeof(Task))
            return Expression.Call(typeof(Results), nameof(Results.FromTask), null, call);
        if (call.Type == typeof(ValueTask))
            return Expression.Call(typeof(Results), nameof(Results.FromValueTask), null, call);
        if (!IsTaskOf(call.Type))
            return Expression.Call(typeof(Results), nameof(Results.FromValue), null, Expression.Convert(call, typeof(object)));

        var name = call.Type.IsValueType ? nameof(Results.FromValueTaskOf) : nameof(Results.FromTaskOf);
        return Expression.Call(typeof(Results), name, call.Type.GetGenericArguments(), call);
    }

    private static class Results
    {
        public static ValueTask<object?> FromValue(object? value) => new(value);

        public static async ValueTask<object?> FromTask(Task task)
        {
            await task;
            return null;
        }

        public static async ValueTask<object?> FromValueTask(ValueTask task)
        {
            await task;
            return null;
        }

        public static async ValueTask<object?> FromTaskOf<T>(Task<T> task) => await task;

        public static async ValueTask<object?> FromValueTaskOf<T>(ValueTask<T> task) => await task;
    }
}
