using FsCheck;
using FsCheck.Fluent;
using Monolith.Shared.Kernel;

namespace Monolith.Tests.Unit.Shared;

public sealed class PageRequestTests
{
    private static readonly string[] Sortable = ["email", "displayName", "createdAt"];

    [Fact]
    public void Nothing_asked_is_the_first_page_of_twenty()
    {
        var page = PageRequest.Create(null, null, null, Sortable).Value.ShouldNotBeNull();
        (page.Number, page.Size, page.Offset).ShouldBe((1, 20, 0));
        page.Sort.ShouldBeEmpty();
    }

    [Fact]
    public void Any_numbers_give_a_page_within_the_limits_or_an_error_that_names_the_field() =>
        Prop.ForAll(
            (from number in Numbers() from size in Numbers() select (number, size)).ToArbitrary(),
            asked =>
            {
                var result = PageRequest.Create(asked.number, asked.size, null, Sortable);
                return result.IsSuccess
                    ? result.Value.Size is >= 1 and <= PageRequest.MaxPageSize
                        && result.Value.Number >= 1
                        && result.Value.Offset >= 0
                        && result.Value.Offset + result.Value.Size <= PageRequest.MaxOffset
                    : result.Error is { Kind: ErrorKind.Invalid, Field: "page" or "pageSize" };
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sort_order_of_known_fields_is_read_as_it_was_written() =>
        Prop.ForAll(
            (from fields in Gen.Shuffle(Sortable)
             from count in Gen.Choose(0, Sortable.Length)
             from down in Gen.Elements(true, false).ArrayOf(Sortable.Length)
             select fields.Take(count).Select((field, index) => new SortField(field, down[index])).ToArray()).ToArbitrary(),
            order =>
            {
                var text = string.Join(',', order.Select(field => $"{(field.Descending ? "-" : string.Empty)}{field.Name}"));
                return PageRequest.Create(1, 20, text, Sortable).Value!.Sort.SequenceEqual(order);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("password")]
    [InlineData("email,email")]
    [InlineData("email,-email")]
    [InlineData("--email")]
    [InlineData("-")]
    [InlineData("Email")]
    [InlineData("email;drop table users")]
    public void An_unknown_or_repeated_sort_field_is_refused(string sort) =>
        PageRequest.Create(1, 20, sort, Sortable).Error.ShouldNotBeNull().Field.ShouldBe("sort");

    private static Gen<int?> Numbers() => Gen.OneOf(
        Gen.Constant<int?>(null),
        Gen.Choose(-2, 130).Select(number => (int?)number),
        Gen.Elements<int?>(int.MinValue, int.MaxValue, 1_000, 100_000, 100_001));
}
