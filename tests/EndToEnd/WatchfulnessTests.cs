using Microsoft.Playwright;
using Monolith.Tests.EndToEnd.Fixture;

namespace Monolith.Tests.EndToEnd;

/// <summary>What the other tests rely on being told: a bad page is found out.</summary>
public sealed class WatchfulnessTests(Browser browser)
{
    private static readonly Uri Home = new("http://bad.test");

    [Theory]
    [InlineData("<script>document.title = 'inline'</script>", "policy: script-src-elem refused inline")]
    [InlineData("<script src='/throws.js'></script>", "nobody catches this")]
    [InlineData("<img src='/missing.png' alt='missing'>", "404")]
    public async Task A_page_that_complains_fails(string body, string complaint)
    {
        await using var person = await VisitAsync(body);
        await Assertions.Expect(person.Page.Locator("body")).ToHaveAttributeAsync("data-loaded", "true");
        Assert.Throws<ShouldAssertException>(person.HasNoComplaint).Message.ShouldContain(complaint);
    }

    [Fact]
    public async Task A_page_that_not_everybody_can_read_fails()
    {
        await using var person = await VisitAsync("<main><h1 style='color: #ddd; background: #fff'>Pale</h1></main>");
        (await Assert.ThrowsAsync<ShouldAssertException>(person.FindsPageAccessibleAsync)).Message.ShouldContain("contrast");
    }

    private async Task<Person> VisitAsync(string body)
    {
        var person = await browser.SomebodyAsync(Home);
        await person.Page.RouteAsync("**/*", route => route.FulfillAsync(Answer(new Uri(route.Request.Url).AbsolutePath, body)));
        await person.GoAsync("/");
        return person;
    }

    private static RouteFulfillOptions Answer(string path, string body) => path switch
    {
        "/" => new()
        {
            ContentType = "text/html",
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = "default-src 'self'; style-src 'unsafe-inline'" },
            Body = $"<!doctype html><html lang='en'><title>Bad</title><body>{body}<script src='/loaded.js'></script>",
        },
        "/loaded.js" => new() { ContentType = "text/javascript", Body = "onload = () => { document.body.dataset.loaded = 'true' }" },
        "/throws.js" => new() { ContentType = "text/javascript", Body = "throw new Error('nobody catches this')" },
        _ => new() { Status = 404 },
    };
}
