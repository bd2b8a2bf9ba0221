using System.Net.Sockets;
using System.Text;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Composition;

/// <summary>Requests that no client library would send, byte by byte.</summary>
public sealed class WireTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const string Smuggled = "GET /api/v1/smuggled HTTP/1.1\r\nHost: monolith.test\r\n\r\n";

    /// <summary>RFC 9112, section 6.1: which of the two counts must not depend on who reads.</summary>
    [Fact]
    public async Task A_request_inside_another_is_not_taken_for_one_of_its_own()
    {
        var answer = await SendAsync(
            $"POST /api/v1/auth/login HTTP/1.1\r\nHost: monolith.test\r\nContent-Type: application/json\r\nContent-Length: 0\r\n"
            + $"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{Smuggled.Length:x}\r\n{Smuggled}\r\n0\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 400");
        Answers(answer).ShouldBe(1);
    }

    [Theory]
    [InlineData("Content-Length: 2\r\nContent-Length: 200")]
    [InlineData("Content-Length: 2, 200")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Transfer-Encoding : chunked")]
    public async Task A_length_that_can_be_read_in_two_ways_is_refused(string headers)
    {
        var answer = await SendAsync($"POST /api/v1/auth/login HTTP/1.1\r\nHost: monolith.test\r\nContent-Type: application/json\r\n{headers}\r\n\r\n{{}}{Smuggled}");
        answer.ShouldStartWith("HTTP/1.1 400");
        Answers(answer).ShouldBe(1);
    }

    [Theory]
    [InlineData("/../appsettings.json")]
    [InlineData("/..%2fappsettings.json")]
    [InlineData("/assets/..%5c..%5cappsettings.json")]
    [InlineData("/docs/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/appsettings.json")]
    [InlineData("/.git/config")]
    [InlineData("/.git/HEAD")]
    public async Task No_path_leads_to_a_file_beside_the_pages(string path)
    {
        var answer = await GetAsync(path);
        answer.ShouldNotContain("Serilog");
        answer.ShouldNotContain("[core]");
        answer.ShouldNotContain("ref: ");
    }

    [Theory]
    [InlineData("/assets/")]
    [InlineData("/docs/fonts/")]
    public async Task No_folder_is_listed(string path) => (await GetAsync(path)).ShouldNotContain("<li>");

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/auth/me")]
    [InlineData("/docs/index.html")]
    public async Task Nobody_gets_the_own_request_back(string path)
    {
        var answer = await SendAsync($"TRACE {path} HTTP/1.1\r\nHost: monolith.test\r\nX-Secret: shown-to-nobody\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 40");
        answer.ShouldNotContain("shown-to-nobody");
    }

    private Task<string> GetAsync(string path) => SendAsync($"GET {path} HTTP/1.1\r\nHost: monolith.test\r\nConnection: close\r\n\r\n");

    private static int Answers(string text) => text.Split("HTTP/1.1 ").Length - 1;

    /// <returns>All that comes back until the connection ends.</returns>
    private async Task<string> SendAsync(string request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Host.Address.Host, fixture.Host.Address.Port, patience.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(patience.Token);
    }
}
