using Microsoft.Playwright;
using Monolith.Tests.EndToEnd.Fixture;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.EndToEnd;

/// <summary>Two hosts on one PostgreSQL and one Redis, and the two browsers on different ones.</summary>
public sealed class TwoNodesTests(Browser browser)
{
    [Fact]
    public async Task A_visitor_of_one_node_appears_in_the_list_that_is_open_on_the_other()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var redis = RedisServer.Start();
        var address = Node.FreeAddress();
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:Postgres"] = postgres.ConnectionString,
            ["ConnectionStrings:Redis"] = redis.ConnectionString,
            // One installation has one address for people, however many nodes it has.
            ["PublicUrl"] = Node.Origin(address),
            ["MONOLITH_ADMIN_EMAIL"] = "grace@nodes.test",
            ["MONOLITH_ADMIN_PASSWORD"] = Steps.Password,
        };
        var starting = Node.StartAsync(Node.FreeAddress(), settings);
        await using var here = await Node.StartAsync(address, settings);
        await using var there = await starting;

        await using var admin = await browser.SomebodyAsync(here.Address);
        await admin.SignInAsync("grace@nodes.test", Steps.Password);
        await admin.OpenDirectoryAsync();

        await using var visitor = await browser.SomebodyAsync(there.Address);
        await visitor.RegisterAsync("Ada Lovelace", "ada@nodes.test");
        await Assertions.Expect(admin.Row("ada@nodes.test")).ToContainTextAsync("Invited");
        await visitor.ConfirmAsync("ada@nodes.test");
        await Assertions.Expect(admin.Row("ada@nodes.test")).ToContainTextAsync("Active");

        await visitor.GoAsync(new Uri(there.Address, "/sign-in").ToString());
        await visitor.FillSignInAsync("ada@nodes.test", Steps.Password);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Ada Lovelace" })).ToBeVisibleAsync();
        admin.HasNoComplaint();
        visitor.HasNoComplaint();
    }
}
