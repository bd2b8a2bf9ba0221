using System.Reflection;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>An aggregate changes through its methods only, and knows other aggregates by their ids.</summary>
public sealed class Wall09AggregatesTests
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    [Fact]
    public void Aggregates_have_no_public_setter() =>
        Wall.Stands(Aggregates(ProductModule.Rings("Domain").SelectMany(domain => domain.GetTypes())), PublicSetters);

    [Fact]
    public void Aggregates_hold_no_other_aggregate()
    {
        var aggregates = Aggregates(ProductModule.Rings("Domain").SelectMany(domain => domain.GetTypes())).ToHashSet();
        Wall.Stands(aggregates, aggregate => Held(aggregate, aggregates));
    }

    [Fact]
    public void Goes_red_on_an_aggregate_with_a_public_setter() =>
        Wall.GoesRed(Aggregates(BadExample.Loaded("Wall09")), PublicSetters, "Order.Total can be set from outside");

    [Theory]
    [InlineData("Customer")]
    [InlineData("Shelf")]
    public void Goes_red_on_an_aggregate_that_holds_another(string held)
    {
        var aggregates = Aggregates(BadExample.Loaded("Wall09")).ToHashSet();
        Wall.GoesRed(aggregates, aggregate => Held(aggregate, aggregates), $"Order holds BadExamples.Wall09.{held}");
    }

    /// <summary>What has an id and a state that changes under it; records are values whatever they carry.</summary>
    private static IEnumerable<Type> Aggregates(IEnumerable<Type> types) =>
        types
            .Where(type => type is { IsClass: true, IsNested: false } && !ApplicationCode.IsRecord(type))
            .Where(type => type.GetProperty("Id", Members) is not null);

    private static IEnumerable<string> PublicSetters(Type aggregate) =>
        aggregate.GetProperties(Members).Where(property => property.SetMethod?.IsPublic is true).Select(property => property.Name)
            .Concat(aggregate.GetFields(Members).Where(field => field is { IsPublic: true, IsInitOnly: false }).Select(field => field.Name))
            .Select(name => $"{aggregate}.{name} can be set from outside");

    private static IEnumerable<string> Held(Type aggregate, IReadOnlySet<Type> aggregates) =>
        aggregate.GetFields(Members).SelectMany(field => Parts(field.FieldType)).Where(aggregates.Contains)
            .Select(held => $"{aggregate} holds {held}");

    private static IEnumerable<Type> Parts(Type type) =>
        type.GetGenericArguments().SelectMany(Parts).Append(type.HasElementType ? type.GetElementType()! : type);
}
