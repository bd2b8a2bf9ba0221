using System.Diagnostics;
using System.Net;
using Monolith.Tests.Integration.Crash;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Races;

/// <summary>Many tabs of one browser on two nodes, and answers that never arrive: that is no theft, and a theft is found all the same.</summary>
[Trait("soak", "races")]
public sealed class TabsTests(BothNodes nodes) : IClassFixture<BothNodes>
{
    private const int Tabs = 50;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_has_to_sign_in_again_until_a_token_is_stolen(bool hasLocks)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"MONOLITH_SOAK_SEED={Soak.Seed}");
        var occasions = Soak.Size(amongTests: 3, full: 100);
        var duration = Stopwatch.StartNew();
        using var here = nodes.Here.CreateClient();
        using var there = nodes.There.CreateClient();
        using var browser = new Browser(hasLocks, nodes.Here.Address);
        await browser.SignInAsync(here, MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        using var lossyHere = new LossyHandler(new Random(Soak.Seed));
        using var lossyThere = new LossyHandler(new Random(~Soak.Seed));
        HttpClient[] ways =
        [
            new(lossyHere, disposeHandler: false) { BaseAddress = nodes.Here.Address },
            new(lossyThere, disposeHandler: false) { BaseAddress = nodes.There.Address },
        ];

        for (var occasion = 1; occasion <= occasions; occasion++)
            await Task.WhenAll(Enumerable.Range(0, Tabs).Select(tab => Task.Run(() => browser.RenewAsync(ways[tab % ways.Length], occasion))));

        foreach (var node in new[] { here, there })
            (await node.GetAuthAsync("me", browser.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        var stolen = browser.RefreshToken;
        await browser.RenewAsync(ways[0], occasions + 1);
        await browser.RenewAsync(ways[1], occasions + 2);
        await ShouldEndByTheftAsync(browser, stolen, here, there);
        foreach (var way in ways)
            way.Dispose();
        await Soak.ReportAsync(
            ("harness", hasLocks ? $"{Tabs} tabs" : $"{Tabs} tabs, no locks"),
            ("rounds", occasions),
            ("uses", browser.Refreshes + lossyHere.Lost + lossyThere.Lost),
            ("lost answers", lossyHere.Lost + lossyThere.Lost),
            ("successes", browser.Refreshes),
            ("seconds", (int)duration.Elapsed.TotalSeconds));
    }

    /// <param name="stolen">Whose child has been used.</param>
    private static async Task ShouldEndByTheftAsync(Browser browser, string stolen, HttpClient here, HttpClient there)
    {
        (await there.RefreshAsync(stolen)).Code.ShouldBe("identity.refresh_reused");
        foreach (var node in new[] { here, there })
        {
            await node.UntilRefusedAsync(browser.AccessToken);
            (await node.RefreshAsync(browser.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        }
    }
}
