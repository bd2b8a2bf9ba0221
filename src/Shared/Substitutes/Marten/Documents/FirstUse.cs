using System.Linq.Expressions;

namespace Marten.Documents;

/// <summary>Delegates that are compiled when they are first called: an application starts with many documents, and few of them are touched at once.</summary>
internal static class FirstUse
{
    public static Func<T, TResult> Compile<T, TResult>(Expression<Func<T, TResult>> expression)
    {
        var compiled = new Lazy<Func<T, TResult>>(expression.Compile);
        return value => compiled.Value(value);
    }

    public static Action<T, TValue> Compile<T, TValue>(Expression<Action<T, TValue>> expression)
    {
        var compiled = new Lazy<Action<T, TValue>>(expression.Compile);
        return (target, value) => compiled.Value(target, value);
    }
}
