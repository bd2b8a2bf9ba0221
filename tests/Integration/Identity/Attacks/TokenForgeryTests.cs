using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Monolith.Identity.Infrastructure.Tokens;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.Attacks;

/// <summary>Somebody makes or changes an access token (RFC 8725, section 2).</summary>
public sealed class TokenForgeryTests(OneHost fixture, Services services) : IClassFixture<OneHost>
{
    private static readonly Dictionary<string, Func<Genuine, string>> Forgeries = new(StringComparer.Ordinal)
    {
        ["another role in the claims"] = token => token.With(claims: claims => claims["roles"] = new JsonArray("operator")),
        ["another person in the claims"] = token => token.With(claims: claims => claims["sub"] = Guid.CreateVersion7().ToString()),
        ["another session in the claims"] = token => token.With(claims: claims => claims["sid"] = Guid.CreateVersion7().ToString()),
        ["a later end in the claims"] = token => token.With(claims: claims => claims["exp"] = 4_102_444_800),
        ["a second factor in the claims"] = token => token.With(claims: claims => claims["amr"] = new JsonArray("pwd", "mfa")),
        ["the end of the signature changed"] = token => $"{token.Header}.{token.Claims}.{token.Signature[..^2]}AA",
        ["no signature"] = token => $"{token.Header}.{token.Claims}.",
        ["no third part"] = token => $"{token.Header}.{token.Claims}",
        ["alg none"] = token => $"{Genuine.Part(token.Header, header => header["alg"] = "none")}.{token.Claims}.",
        ["alg none in odd letters"] = token => $"{Genuine.Part(token.Header, header => header["alg"] = "nOnE")}.{token.Claims}.",
        ["alg none with the signature of another"] = token => $"{Genuine.Part(token.Header, header => header["alg"] = "none")}.{token.Claims}.{token.Signature}",
        ["no alg"] = token => $"{Genuine.Part(token.Header, header => header.Remove("alg"))}.{token.Claims}.{token.Signature}",
        ["HS256 with the published key document as the secret"] = token => token.Signed("HS256", data => HMACSHA256.HashData(token.PublishedKeys, data)),
        ["HS256 with the public point as the secret"] = token => token.Signed("HS256", data => HMACSHA256.HashData(token.PublicPoint, data)),
        ["HS256 with no secret at all"] = token => token.Signed("HS256", data => HMACSHA256.HashData(Array.Empty<byte>(), data)),
        ["RS256 with an own key under the known id"] = token => token.Signed("RS256", SignedWithRsa),
        ["ES384 with an own key under the known id"] = token => token.Signed("ES384", data => SignedWith(ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384, data)),
        ["ES256 with an own key under the known id"] = token => token.Signed("ES256", SignedWithOwnKey),
        ["a signature of nothing but zeros"] = token => token.Signed("ES256", _ => new byte[64]),
        ["a key id that is not there"] = token => token.Signed("ES256", SignedWithOwnKey, header => header["kid"] = "invented"),
        ["no key id"] = token => token.Signed("ES256", SignedWithOwnKey, header => header.Remove("kid")),
        ["a key id that is a path"] = token => token.Signed("HS256", data => HMACSHA256.HashData(Array.Empty<byte>(), data), header => header["kid"] = "../../../../dev/null"),
        ["a key id that is SQL"] = token => token.Signed("ES256", SignedWithOwnKey, header => header["kid"] = "' union select 'AAAA' --"),
        ["a key id of ten thousand letters"] = token => token.Signed("ES256", SignedWithOwnKey, header => header["kid"] = new string('a', 10_000)),
        ["an own key in the header"] = SignedWithKeyInHeader,
        ["an address of own keys in the header"] = token => token.Signed("ES256", SignedWithOwnKey, header =>
            (header["jku"], header["x5u"]) = ("https://evil.test/jwks.json", "https://evil.test/key.pem")),
        ["an unknown critical header"] = token => $"{Genuine.Part(token.Header, header => header["crit"] = new JsonArray("own"))}.{token.Claims}.{token.Signature}",
        ["three times nothing"] = _ => "..",
        ["no token"] = _ => "nonsense",
        ["letters for parts"] = _ => "a.b.c",
        ["a token within a token"] = token => $"{token.Header}.{Base64UrlEncoder.Encode(token.ToString())}.{token.Signature}",
    };

    public static TheoryData<string> Attempts => [.. Forgeries.Keys];

    private MonolithHost Host => fixture.Host;

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task Nobody_gets_in_with(string attempt)
    {
        using var client = Host.CreateClient();
        var token = await GenuineAsync(client);
        var forgery = Forgeries[attempt](token);
        forgery.ShouldNotBe(token.ToString());
        (await client.GetAuthAsync("me", forgery)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAuthAsync("me", token.ToString())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("what it is", "at+jwt", AccessTokens.Audience, null, 0, HttpStatusCode.OK)]
    [InlineData("an id token", "JWT", AccessTokens.Audience, null, 0, HttpStatusCode.Unauthorized)]
    [InlineData("another audience", "at+jwt", "another-service", null, 0, HttpStatusCode.Unauthorized)]
    [InlineData("another issuer", "at+jwt", AccessTokens.Audience, "https://elsewhere.test", 0, HttpStatusCode.Unauthorized)]
    [InlineData("expired", "at+jwt", AccessTokens.Audience, null, -11, HttpStatusCode.Unauthorized)]
    [InlineData("not valid yet", "at+jwt", AccessTokens.Audience, null, 5, HttpStatusCode.Unauthorized)]
    public async Task Our_own_key_vouches_for_access_tokens_of_this_place_and_time_only(
        string what, string type, string audience, string? issuer, int minutesFromNow, HttpStatusCode expected)
    {
        using var client = Host.CreateClient();
        var genuine = await GenuineAsync(client);
        var signer = await Host.Services.GetRequiredService<SigningKeys>().SignerAsync(CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow().AddMinutes(minutesFromNow).UtcDateTime;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Audience = audience,
            Issuer = issuer ?? genuine.Read.Issuer,
            NotBefore = now,
            IssuedAt = now,
            Expires = now.AddMinutes(10),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = genuine.Read.Subject,
                ["sid"] = genuine.Read.GetClaim("sid").Value,
                ["auth_time"] = long.Parse(genuine.Read.GetClaim("auth_time").Value, CultureInfo.InvariantCulture),
                ["roles"] = new[] { "admin" },
            },
            SigningCredentials = new SigningCredentials(signer, AccessTokens.Algorithm),
        });
        (await client.GetAuthAsync("me", token)).Status.ShouldBe(expected, what);
    }

    [Fact]
    public async Task A_token_of_another_installation_opens_nothing_here_although_everything_else_is_the_same()
    {
        await using var elsewhere = await MonolithHost.StartAsync(services);
        using var there = elsewhere.CreateClient();
        using var here = Host.CreateClient();
        var token = (await there.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).AccessToken;
        (await there.GetAuthAsync("me", token)).Status.ShouldBe(HttpStatusCode.OK);
        (await here.GetAuthAsync("me", token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_in_the_address_or_in_the_body_is_none()
    {
        using var client = Host.CreateClient();
        var token = await GenuineAsync(client);
        (await client.StatusAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/auth/me?access_token={token}"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await client.PostAuthAsync("logout-all", new { access_token = token.ToString() })).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAuthAsync("me", token.ToString())).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<Genuine> GenuineAsync(HttpClient client)
    {
        var login = await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        return new(login.AccessToken, await client.GetStringAsync("/.well-known/jwks.json"));
    }

    private static byte[] SignedWithOwnKey(byte[] data) => SignedWith(ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256, data);

    private static byte[] SignedWith(ECCurve curve, HashAlgorithmName hash, byte[] data)
    {
        using var own = ECDsa.Create(curve);
        return own.SignData(data, hash);
    }

    private static byte[] SignedWithRsa(byte[] data)
    {
        using var own = RSA.Create(2048);
        return own.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static string SignedWithKeyInHeader(Genuine token)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = own.ExportParameters(includePrivateParameters: false).Q;
        return token.Signed("ES256", data => own.SignData(data, HashAlgorithmName.SHA256), header => header["jwk"] = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = (string)header["kid"]!,
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        });
    }

    /// <summary>A token that is good, and the ways to make another of it.</summary>
    private sealed class Genuine(string token, string publishedKeys)
    {
        private readonly string[] _parts = token.Split('.');

        public string Header => _parts[0];

        public string Claims => _parts[1];

        public string Signature => _parts[2];

        public JsonWebToken Read => new(token);

        public byte[] PublishedKeys => Encoding.UTF8.GetBytes(publishedKeys);

        public byte[] PublicPoint
        {
            get
            {
                var key = new JsonWebKeySet(publishedKeys).Keys.Single(key => key.Kid == Read.Kid);
                return [.. Base64UrlEncoder.DecodeBytes(key.X), .. Base64UrlEncoder.DecodeBytes(key.Y)];
            }
        }

        public static string Part(string part, Action<JsonObject> change)
        {
            var json = JsonNode.Parse(Base64UrlEncoder.Decode(part))!.AsObject();
            change(json);
            return Base64UrlEncoder.Encode(json.ToJsonString());
        }

        public override string ToString() => token;

        public string With(Action<JsonObject> claims) => $"{Header}.{Part(Claims, claims)}.{Signature}";

        public string Signed(string algorithm, Func<byte[], byte[]> sign, Action<JsonObject>? change = null)
        {
            var header = Part(Header, header =>
            {
                header["alg"] = algorithm;
                change?.Invoke(header);
            });
            return $"{header}.{Claims}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes($"{header}.{Claims}")))}";
        }
    }
}
