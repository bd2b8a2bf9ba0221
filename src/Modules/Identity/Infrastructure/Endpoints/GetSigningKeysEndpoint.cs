using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Monolith.Identity.Infrastructure.Tokens;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>A JSON Web Key Set (RFC 7517).</summary>
internal sealed record SigningKeySet(IReadOnlyList<PublicSigningKey> Keys);

internal sealed record PublicSigningKey(
    [property: JsonPropertyName("kty")] string KeyType,
    [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("kid")] string KeyId,
    [property: JsonPropertyName("x")] string X,
    [property: JsonPropertyName("y")] string Y);

internal static class GetSigningKeysEndpoint
{
    /// <summary>The answer while the keys stay as they are: asking OpenSSL for their coordinates costs more than all the rest.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<ECDsaSecurityKey>, byte[]> Answers = [];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.ServiceProvider.GetRequiredService<SigningKeys>();
        routes.MapGet("/.well-known/jwks.json", (Delegate)((HttpContext context) => HandleAsync(keys, context)))
            .WithName("getSigningKeys")
            .WithSummary("Get the public keys that verify access tokens")
            .WithTags("Identity")
            .AllowAnonymous()
            .AcceptApiTokens()
            .RequireRateLimit(RateLimits.Machines)
            .Produces<SigningKeySet>()
            .ProducesProblems(429);
    }

    private static async Task HandleAsync(SigningKeys keys, HttpContext context)
    {
        if (keys.Known.Count == 0)
            await keys.SignerAsync(context.RequestAborted);
        var answer = Answers.GetValue(keys.Known, Json);
        var response = context.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = answer.Length;
        response.Headers.CacheControl = "public, max-age=300";
        await response.BodyWriter.WriteAsync(answer);
    }

    private static byte[] Json(IReadOnlyList<ECDsaSecurityKey> keys) =>
        JsonSerializer.SerializeToUtf8Bytes(new SigningKeySet([.. keys.Select(Public)]), JsonSerializerOptions.Web);

    private static PublicSigningKey Public(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new(
            JsonWebAlgorithmsKeyTypes.EllipticCurve,
            JsonWebKeyUseNames.Sig,
            AccessTokens.Algorithm,
            JsonWebKeyECTypes.P256,
            key.KeyId,
            Base64UrlEncoder.Encode(point.X),
            Base64UrlEncoder.Encode(point.Y));
    }
}
