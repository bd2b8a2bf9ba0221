using Monolith.Shared.Kernel;

namespace Monolith.Tests.Unit.Shared;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("")]
    [InlineData("آدا لوفليس")]
    [InlineData("👩‍💻 Zoë O’Neill-Ñandú")]
    public void Names_of_all_scripts_are_one_line(string text) => OneLine.Is(text).ShouldBeTrue();

    [Theory]
    [InlineData("Ada\nLovelace")]
    [InlineData("Ada\r")]
    [InlineData("Ada\0")]
    [InlineData("Ada\u0085Lovelace")]
    [InlineData("Ada\u2028Lovelace")]
    [InlineData("Ada\u2029Lovelace")]
    [InlineData("Ada\u202Eecalevol")]
    [InlineData("Ada\u2066Lovelace")]
    public void What_breaks_a_line_or_turns_it_around_is_not(string text) => OneLine.Is(text).ShouldBeFalse();
}
