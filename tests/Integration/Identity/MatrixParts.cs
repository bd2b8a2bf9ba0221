namespace Monolith.Tests.Integration.Identity;

/// <summary>The rows and columns of the matrix, found by their base class: none has to be listed, and none can be forgotten.</summary>
internal static class MatrixParts
{
    public static IEnumerable<T> Of<T>() => Makers<T>().Select(make => make());

    public static IEnumerable<Func<T>> Makers<T>() => typeof(T).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(T)))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (Func<T>)(() => (T)Activator.CreateInstance(type)!));
}
