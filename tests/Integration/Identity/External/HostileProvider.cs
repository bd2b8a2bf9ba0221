using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>A provider that says whatever a test wants: as an OpenID provider, as Microsoft (below <c>/common</c>) and as GitHub.</summary>
internal sealed class HostileProvider : IAsyncDisposable
{
    public const string ClientId = "client-1";

    private readonly WebApplication app;
    private readonly RSA rsa = RSA.Create(2048);

    private HostileProvider(WebApplication app) => this.app = app;

    public string Issuer => app.Urls.Single();

    /// <summary>What <c>/token</c> answers.</summary>
    public JsonObject Token { get; set; } = [];

    /// <summary>What <c>/userinfo</c> and GitHub's <c>/user</c> answer.</summary>
    public JsonNode UserInfo { get; set; } = new JsonObject();

    /// <summary>What GitHub's <c>/user/emails</c> answers.</summary>
    public JsonArray Emails { get; set; } = [];

    /// <summary>Laid over the discovery documents.</summary>
    public JsonObject Discovery { get; set; } = [];

    /// <summary>Laid over the published key.</summary>
    public JsonObject Jwk { get; set; } = [];

    /// <summary>Published beside it.</summary>
    public JsonArray OtherKeys { get; set; } = [];

    /// <summary>The codes that were brought, with all that came with them.</summary>
    public ConcurrentQueue<IFormCollection> Redeemed { get; } = [];

    public RsaSecurityKey Key => new(rsa) { KeyId = "key-1" };

    public static async Task<HostileProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new HostileProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>What a host is told of it.</summary>
    public Dictionary<string, string?> SettingsAs(string name, string kind, string path = "") => new(StringComparer.Ordinal)
    {
        ["PublicUrl"] = ExternalVisitor.PublicUrl,
        [$"Identity:Providers:{name}:Kind"] = kind,
        [$"Identity:Providers:{name}:Authority"] = Issuer + path,
        [$"Identity:Providers:{name}:ClientId"] = ClientId,
        [$"Identity:Providers:{name}:ClientSecret"] = "a secret of more than thirty-two characters",
    };

    /// <summary>The claims of an honest id_token.</summary>
    public JsonObject Claims(string nonce, string email)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = Issuer,
            ["sub"] = $"subject of {email}",
            ["aud"] = ClientId,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = nonce,
            ["email"] = email,
            ["email_verified"] = true,
            ["name"] = "Grace Hopper",
        };
    }

    /// <summary>Answers with an id_token of these claims.</summary>
    /// <param name="credentials">Null: signed as published.</param>
    public void Answer(JsonObject claims, SigningCredentials? credentials = null) =>
        AnswerRaw(new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            claims.ToJsonString(), credentials ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256)));

    public void AnswerRaw(string? idToken) => Token = new JsonObject { ["access_token"] = "access", ["token_type"] = "Bearer", ["id_token"] = idToken };

    /// <summary>Forgets what it was told to say. What hosts have read of it they keep for a while.</summary>
    public void BeHonest()
    {
        (Token, UserInfo, Emails, Discovery, Jwk, OtherKeys) = ([], new JsonObject(), [], [], [], []);
        Redeemed.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Document(Issuer));
        app.MapGet("/common/v2.0/.well-known/openid-configuration", () => Document($"{Issuer}/{{tenantid}}/v2.0"));
        app.MapGet("/jwks", () => Json(new JsonObject { ["keys"] = Keys() }));
        foreach (var path in new[] { "/token", "/login/oauth/access_token" })
        {
            app.MapPost(path, async (HttpContext context) =>
            {
                Redeemed.Enqueue(await context.Request.ReadFormAsync());
                return Json(Token);
            });
        }

        app.MapPost("/moved", () => Results.Redirect("/token", permanent: false, preserveMethod: true));
        foreach (var path in new[] { "/userinfo", "/api/v3/user" })
            app.MapGet(path, () => Json(UserInfo));
        app.MapGet("/api/v3/user/emails", () => Json(Emails));
    }

    private IResult Document(string issuer) => Json(Over(
        new JsonObject
        {
            ["issuer"] = issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["userinfo_endpoint"] = $"{Issuer}/userinfo",
            ["jwks_uri"] = $"{Issuer}/jwks",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post"),
        },
        Discovery));

    private JsonArray Keys() => [Over(PublicKey(rsa, Key.KeyId), Jwk), .. OtherKeys.Select(key => key!.DeepClone())];

    /// <summary>As it is published.</summary>
    public static JsonObject PublicKey(RSA rsa, string name)
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = name,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    private static JsonObject Over(JsonObject whole, JsonObject changes)
    {
        foreach (var (name, value) in changes)
            whole[name] = value?.DeepClone();
        return whole;
    }

    private static IResult Json(JsonNode document) => Results.Text(document.ToJsonString(), "application/json");
}
