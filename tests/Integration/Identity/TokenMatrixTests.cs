using System.Diagnostics;

namespace Monolith.Tests.Integration.Identity;

/// <summary>
/// Every way to get a token, or to use one, in everything that can become of its account. Each way is begun while the account is active, as
/// far as it can be, and ended afterwards: nothing that somebody carries outlives what it was given for.
/// </summary>
public sealed class TokenMatrixTests(TokenMatrix matrix) : IClassFixture<TokenMatrix>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var way in TokenWay.All.Keys)
            {
                foreach (var state in AccountState.All.Keys)
                    cells.Add(way, state);
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task What_a_way_yields_in_a_state(string way, string state)
    {
        var tried = TokenWay.All[way]();
        var expected = tried.Yields.GetValueOrDefault(state).ShouldNotBeNull($"'{way}' does not say what it yields when the account is '{state}'");
        if (expected.StartsWith(TokenWay.NotApplicable, StringComparison.Ordinal))
        {
            TestContext.Current.TestOutputHelper!.WriteLine(expected);
            return;
        }

        var subject = await matrix.SubjectAsync(tried.HasAuthenticator);
        await tried.PrepareAsync(matrix, subject);
        var becomes = AccountState.All[state];
        await becomes.ApplyAsync(matrix, subject);
        try
        {
            (await YieldedAsync(tried, subject, expected)).ShouldBe(expected);
        }
        finally
        {
            await becomes.UndoAsync(matrix);
        }
    }

    [Fact]
    public void Every_way_says_what_it_yields_in_every_state_and_in_no_other() =>
        TokenWay.All.Values.ShouldAllBe(way => way().Yields.Keys.ToHashSet().SetEquals(AccountState.All.Keys));

    private async Task<string> YieldedAsync(TokenWay way, Subject subject, string expected)
    {
        var since = Stopwatch.StartNew();
        var yielded = await way.TryAsync(matrix, subject);
        while (yielded != expected && way.TakesASecond && since.Elapsed < Patience)
            yielded = await way.TryAsync(matrix, subject);
        return yielded;
    }
}
