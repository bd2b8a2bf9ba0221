using FsCheck;
using FsCheck.Fluent;
using Monolith.Shared.Kernel;

namespace Monolith.Tests.Unit.Shared;

public sealed class CursorRequestTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_asked_is_the_newest_twenty()
    {
        var request = CursorRequest.Create(null, null).Value.ShouldNotBeNull();
        (request.After, request.Size).ShouldBe((null, 20));
    }

    [Fact]
    public void Any_position_comes_back_as_it_was_given_out() =>
        Prop.ForAll(
            (from ticks in ArbMap.Default.GeneratorFor<DateTimeOffset>() from id in ArbMap.Default.GeneratorFor<Guid>() select new TimeCursor(ticks, id)).ToArbitrary(),
            cursor => TimeCursor.TryParse(cursor.Encode()) == cursor).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_a_position_or_an_error_that_names_the_field() =>
        Prop.ForAll(
            Gen.OneOf(ArbMap.Default.GeneratorFor<string>(), Gen.Elements("A-_z9=+ é\0".ToCharArray()).ArrayOf(32).Select(letters => new string(letters))).ToArbitrary(),
            text => CursorRequest.Create(text, null) is { IsSuccess: true } or { Error.Field: "after" }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    [InlineData(int.MinValue)]
    public void A_size_beyond_the_limits_is_refused(int size) =>
        CursorRequest.Create(null, size).Error.ShouldNotBeNull().Field.ShouldBe("pageSize");

    [Fact]
    public void A_row_more_than_asked_for_says_that_the_list_goes_on_after_the_last_one_shown()
    {
        var request = CursorRequest.Create(null, 2).Value.ShouldNotBeNull();
        var ids = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToArray();
        var page = request.Page(ids, id => id.ToString(), id => new TimeCursor(Noon, id));
        page.Items.ShouldBe([ids[0].ToString(), ids[1].ToString()]);
        TimeCursor.TryParse(page.Next.ShouldNotBeNull()).ShouldBe(new TimeCursor(Noon, ids[1]));
        request.Page(ids[..2], id => id, id => new TimeCursor(Noon, id)).Next.ShouldBeNull();
    }
}
