using Monolith.Tests.Integration.Fixture;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Monolith.Tests.Integration.Fixture;

/// <summary>The classes that take longest begin first, so that none of them is alone at the end; the others in no order, as ever.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
        [.. typeof(LongestFirst).Assembly.GetTypes().Where(type => type.IsDefined(typeof(TakesLongAttribute), inherit: false)).Select(type => type.FullName!)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections).OrderByDescending(collection => TakesLong(collection))];

    // A collection is known by its name alone: "Test collection for", its one class and an id.
    private static bool TakesLong(ITestCollection collection) =>
        Long.Any(name => collection.TestCollectionDisplayName.Contains($" {name} ", StringComparison.Ordinal));
}

/// <summary>The tests of this class take half a minute and more, one after the other.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesLongAttribute : Attribute;
