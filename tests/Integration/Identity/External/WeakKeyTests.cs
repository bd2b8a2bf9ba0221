using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>A provider chooses its keys, but not any.</summary>
public sealed class WeakKeyTests(Services services)
{
    [Fact]
    public async Task An_id_token_signed_with_an_RSA_key_below_2048_bits_signs_nobody_in()
    {
        using var tiny = RSA.Create(1024);
        using var small = RSA.Create(2040);
        using var usual = RSA.Create(2048);
        var keys = new Dictionary<string, RSA> { ["tiny"] = tiny, ["small"] = small, ["usual"] = usual };
        await using var provider = await HostileProvider.StartAsync();
        provider.OtherKeys = [.. keys.Select(key => HostileProvider.PublicKey(key.Value, key.Key))];
        await using var host = await MonolithHost.StartAsync(services, provider.SettingsAs("evil", "OpenId"));

        (await SignInAsync("tiny")).ShouldBe("identity.provider_untrusted");
        (await SignInAsync("small")).ShouldBe("identity.provider_untrusted");
        (await SignInAsync("usual")).ShouldBeNull();

        async Task<string?> SignInAsync(string key)
        {
            using var visitor = new ExternalVisitor(host);
            var address = await visitor.StartAsync("evil");
            var claims = provider.Claims(ExternalVisitor.Query(address, "nonce"), People.NewEmail());
            provider.AnswerRaw(Sign(claims.ToJsonString(), key, keys[key]));
            var end = await visitor.ReturnAsync("evil", address);
            (await visitor.RestoreAsync() is not null).ShouldBe(ExternalVisitor.ErrorIn(end) is null);
            return ExternalVisitor.ErrorIn(end);
        }
    }

    /// <summary>By hand: the library signs with no such key.</summary>
    private static string Sign(string claims, string name, RSA key)
    {
        var header = $$"""{"alg":"RS256","typ":"JWT","kid":"{{name}}"}""";
        var signed = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64UrlEncoder.Encode(signature)}";
    }
}
