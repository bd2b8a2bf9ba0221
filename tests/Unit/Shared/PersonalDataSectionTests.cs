using Monolith.Shared.Application;

namespace Monolith.Tests.Unit.Shared;

public sealed class PersonalDataSectionTests
{
    [Fact]
    public void A_file_has_so_many_records_of_a_kind_and_says_of_which_there_are_more()
    {
        var section = PersonalDataSection.Of(
            ("few", ["one"]),
            ("just", Enumerable.Repeat<object>("one", PersonalDataSection.MaxRecords)),
            ("many", Enumerable.Repeat<object>("one", PersonalDataSection.Asked)));
        section.Records.Select(kind => (kind.Key, kind.Value.Count))
            .ShouldBe([("few", 1), ("just", PersonalDataSection.MaxRecords), ("many", PersonalDataSection.MaxRecords)], ignoreOrder: true);
        section.Incomplete.ShouldBe(["many"]);
    }
}
