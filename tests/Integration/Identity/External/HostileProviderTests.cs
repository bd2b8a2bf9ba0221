using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>A provider that lies, or somebody between it and us: what proves nothing signs nobody in.</summary>
public sealed class HostileProviderTests : IClassFixture<HostileProviderTests.Evil>, IDisposable
{
    private const string Untrusted = "identity.provider_untrusted";

    private readonly Services _services;
    private HostileProvider _provider;
    private MonolithHost _host;
    private ExternalVisitor _visitor;

    public HostileProviderTests(Evil fixture, Services services)
    {
        _services = services;
        (_provider, _host, _visitor) = (fixture.Provider, fixture.Host, new(fixture.Host));
        _provider.BeHonest();
    }

    public void Dispose() => _visitor.Dispose();

    [Fact]
    public async Task An_honest_token_signs_in_and_the_code_is_redeemed_with_its_verifier()
    {
        var address = await BeginAsync();
        var challenge = ExternalVisitor.Query(address, "code_challenge");
        (await ReturnAsync(address)).ToString().ShouldBe("/profile");
        var redeemed = _provider.Redeemed.ShouldHaveSingleItem();
        redeemed["code"].ToString().ShouldBe("the-code");
        redeemed["redirect_uri"].ToString().ShouldBe(ExternalVisitor.Query(address, "redirect_uri"));
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(redeemed["code_verifier"].ToString()))).ShouldBe(challenge);
        (await _visitor.MeAsync())["emailVerified"]!.GetValue<bool>().ShouldBeTrue();
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "the nonce of another sign-in", """{"nonce":"another"}""" },
        { "no nonce", """{"nonce":null}""" },
        { "another audience", """{"aud":"client-2"}""" },
        { "another audience beside ours", """{"aud":["client-1","client-2"],"azp":"client-1"}""" },
        { "another authorized party", """{"azp":"client-2"}""" },
        { "another issuer", """{"iss":"https://accounts.google.com"}""" },
        { "no issuer", """{"iss":null}""" },
        { "expired", """{"exp":1600000000,"iat":1599999000}""" },
        { "no end", """{"exp":null}""" },
        { "not yet valid", """{"nbf":4102444800}""" },
        { "no subject", """{"sub":null}""" },
        { "the hash of another access token", """{"at_hash":"AAAAAAAAAAAAAAAAAAAAAA"}""" },
        { "a hash that is no text", """{"at_hash":1}""" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task An_id_token_that_lies_signs_nobody_in(string lie, string claims)
    {
        lie.ShouldNotBeNullOrEmpty();
        var address = await BeginAsync(honest =>
        {
            foreach (var (name, value) in JsonNode.Parse(claims)!.AsObject())
            {
                honest.Remove(name);
                if (value is not null)
                    honest[name] = value.DeepClone();
            }
        });
        await IsRefusedAsync(await ReturnAsync(address));
    }

    [Fact]
    public async Task An_id_token_without_signature_signs_nobody_in()
    {
        var address = await BeginAsync();
        var honest = new JsonWebToken((string)_provider.Token["id_token"]!);
        _provider.AnswerRaw($"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{honest.EncodedPayload}.");
        await IsRefusedAsync(await ReturnAsync(address));
    }

    [Fact]
    public async Task An_id_token_signed_with_our_own_secret_or_with_the_public_key_as_one_signs_nobody_in()
    {
        byte[][] secrets =
        [
            "a secret of more than thirty-two characters"u8.ToArray(),
            Encoding.ASCII.GetBytes(_provider.Key.Rsa.ExportSubjectPublicKeyInfoPem()),
        ];
        foreach (var secret in secrets)
        {
            var credentials = new SigningCredentials(new SymmetricSecurityKey(secret) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256);
            await IsRefusedAsync(await ReturnAsync(await BeginAsync(credentials: credentials)));
        }
    }

    [Fact]
    public async Task An_id_token_signed_with_a_key_that_is_not_published_signs_nobody_in()
    {
        using var rsa = RSA.Create(2048);
        var credentials = new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "key-2" }, SecurityAlgorithms.RsaSha256);
        await IsRefusedAsync(await ReturnAsync(await BeginAsync(credentials: credentials)));
        using var same = RSA.Create(2048);
        var pretended = new SigningCredentials(new RsaSecurityKey(same) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256);
        await IsRefusedAsync(await ReturnAsync(await BeginAsync(credentials: pretended)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData("a.b.c")]
    public async Task An_answer_without_a_readable_id_token_signs_nobody_in(string? idToken)
    {
        var address = await BeginAsync();
        _provider.AnswerRaw(idToken);
        await IsRefusedAsync(await ReturnAsync(address));
    }

    [Fact]
    public async Task A_matching_hash_of_the_access_token_is_fine()
    {
        var address = await BeginAsync(claims => claims["at_hash"] = Base64UrlEncoder.Encode(SHA256.HashData("access"u8)[..16]));
        (await ReturnAsync(address)).ToString().ShouldBe("/profile");
    }

    [Fact]
    public async Task An_answer_that_comes_from_another_issuer_is_refused_before_its_code_is_redeemed()
    {
        await IsRefusedAsync(await ReturnAsync(await BeginAsync(), "&iss=https%3A%2F%2Faccounts.google.com"));
        _provider.Redeemed.ShouldBeEmpty();
        (await ReturnAsync(await BeginAsync(), $"&iss={Uri.EscapeDataString(_provider.Issuer)}")).ToString().ShouldBe("/profile");
    }

    [Fact]
    public async Task An_answer_for_one_provider_is_none_for_another()
    {
        var settings = _provider.SettingsAs("evil", "OpenId");
        foreach (var (key, value) in _provider.SettingsAs("good", "OpenId"))
            settings[key] = value;
        await using var host = await MonolithHost.StartAsync(_services, settings);
        using var visitor = new ExternalVisitor(host);
        var mixedUp = await visitor.ReturnAsync("good", await visitor.StartAsync("evil"));
        ExternalVisitor.ErrorIn(mixedUp).ShouldBe("identity.external_state_invalid");
        _provider.Redeemed.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unverified_address_signs_nobody_in_whatever_type_the_claim_has()
    {
        JsonNode?[] claims = [false, "false", 0, null, new JsonArray(true), "yes"];
        foreach (var claim in claims)
        {
            var address = await BeginAsync(honest => honest["email_verified"] = claim?.DeepClone());
            ExternalVisitor.ErrorIn(await ReturnAsync(address)).ShouldBe("identity.external_check_mail");
        }
    }

    [Fact]
    public async Task Without_an_address_no_account_is_made()
    {
        _provider.UserInfo = new JsonObject { ["sub"] = "nobody" };
        var address = await BeginAsync(claims => (claims["email"], claims["sub"]) = (null, "nobody"));
        ExternalVisitor.ErrorIn(await ReturnAsync(address)).ShouldBe("identity.external_no_address");
    }

    [Fact]
    public async Task Userinfo_about_somebody_else_is_refused()
    {
        _provider.UserInfo = new JsonObject { ["sub"] = "somebody else", ["email"] = MonolithHost.AdminEmail, ["email_verified"] = true };
        await IsRefusedAsync(await ReturnAsync(await BeginAsync(claims => claims.Remove("email"))));
    }

    [Fact]
    public async Task A_subject_is_another_person_under_another_issuer()
    {
        await using var second = await HostileProvider.StartAsync();
        (await ReturnAsync(await BeginAsync(claims => claims["sub"] = "1"))).ToString().ShouldBe("/profile");
        var first = (string)(await _visitor.MeAsync())["id"]!;

        // The operator moves the same name to another provider.
        var settings = second.SettingsAs("evil", "OpenId");
        settings["ConnectionStrings:Postgres"] = _host.ConnectionString;
        await using var host = await MonolithHost.StartAsync(_services, settings);
        using var visitor = new ExternalVisitor(host);
        var address = await visitor.StartAsync("evil");
        var claims = second.Claims(ExternalVisitor.Query(address, "nonce"), People.NewEmail());
        claims["sub"] = "1";
        second.Answer(claims);
        (await visitor.ReturnAsync("evil", address)).ToString().ShouldBe("/profile");
        ((string)(await visitor.MeAsync())["id"]!).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_discovery_document_for_another_issuer_leads_nowhere()
    {
        await using var evil = await AloneAsync();
        _provider.Discovery["issuer"] = "https://accounts.google.com";
        ExternalVisitor.ErrorIn(await _visitor.StartAsync("evil")).ShouldBe(Untrusted);
    }

    [Fact]
    public async Task A_provider_that_promises_to_name_itself_must_do_so()
    {
        await using var evil = await AloneAsync();
        _provider.Discovery["authorization_response_iss_parameter_supported"] = true;
        await IsRefusedAsync(await ReturnAsync(await BeginAsync()));
        _provider.Redeemed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_sends_the_code_elsewhere_is_not_followed()
    {
        await using var evil = await AloneAsync();
        _provider.Discovery["token_endpoint"] = $"{_provider.Issuer}/moved";
        await IsRefusedAsync(await ReturnAsync(await BeginAsync()));
        _provider.Redeemed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_is_away_or_answers_without_end_is_said_to_be()
    {
        await using var evil = await AloneAsync();
        _provider.Discovery["padding"] = new string('x', 1024 * 1024);
        ExternalVisitor.ErrorIn(await _visitor.StartAsync("evil")).ShouldBe("identity.provider_unavailable");
        await _provider.DisposeAsync();
        ExternalVisitor.ErrorIn(await _visitor.StartAsync("evil")).ShouldBe("identity.provider_unavailable");
    }

    /// <summary>For a host that has read nothing of the provider yet.</summary>
    private async Task<Evil> AloneAsync()
    {
        var evil = new Evil(_services);
        await evil.InitializeAsync();
        _visitor.Dispose();
        (_provider, _host, _visitor) = (evil.Provider, evil.Host, new(evil.Host));
        return evil;
    }

    private async Task<Uri> BeginAsync(Action<JsonObject>? lie = null, SigningCredentials? credentials = null)
    {
        var address = await _visitor.StartAsync("evil");
        var claims = _provider.Claims(ExternalVisitor.Query(address, "nonce"), People.NewEmail());
        lie?.Invoke(claims);
        _provider.Answer(claims, credentials);
        return address;
    }

    private Task<Uri> ReturnAsync(Uri address, string more = "") => _visitor.ReturnAsync("evil", address, more);

    private async Task IsRefusedAsync(Uri end)
    {
        end.ToString().ShouldStartWith("/sign-in?");
        ExternalVisitor.ErrorIn(end).ShouldBe(Untrusted);
        (await _visitor.RestoreAsync()).ShouldBeNull();
    }

    public sealed class Evil(Services services) : HostileHost(services)
    {
        internal override Dictionary<string, string?> Settings => Provider.SettingsAs("evil", "OpenId");
    }
}
