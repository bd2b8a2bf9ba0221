using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>The kinds of providers that are not plain OpenID providers.</summary>
public sealed class PresetProviderTests : IClassFixture<PresetProviderTests.Presets>, IDisposable
{
    private const string Tenant = "7f2ba6cc-34b0-4a4a-9f5c-1f0a1b1f0001";

    private readonly Services _services;
    private readonly MonolithHost _host;
    private HostileProvider _provider;
    private ExternalVisitor _visitor;

    public PresetProviderTests(Presets fixture, Services services)
    {
        _services = services;
        (_provider, _host, _visitor) = (fixture.Provider, fixture.Host, new(fixture.Host));
        _provider.BeHonest();
    }

    public void Dispose() => _visitor.Dispose();

    [Fact]
    public async Task The_presets_have_their_names_and_marks()
    {
        using var client = _host.CreateClient();
        (await client.GetStringAsync("/api/v1/auth/external")).ShouldBe(
            """[{"name":"github","displayName":"GitHub","kind":"gitHub"},{"name":"google","displayName":"Google","kind":"google"},{"name":"microsoft","displayName":"Microsoft","kind":"microsoft"}]""");
    }

    [Fact]
    public async Task Git_hub_signs_in_by_its_number_with_the_verified_primary_address()
    {
        var (first, second) = (People.NewEmail(), People.NewEmail());
        GitHubIs(42, first, verified: true);
        (await ReturnFromGitHubAsync()).ToString().ShouldBe("/profile");
        var me = await _visitor.MeAsync();
        ((string)me["email"]!).ShouldBe(first);
        ((string)me["displayName"]!).ShouldBe("octocat");

        GitHubIs(42, second, verified: true);
        (await ReturnFromGitHubAsync()).ToString().ShouldBe("/profile");
        ((string)(await _visitor.MeAsync())["id"]!).ShouldBe((string)me["id"]!);

        GitHubIs(43, first, verified: true);
        ExternalVisitor.ErrorIn(await ReturnFromGitHubAsync()).ShouldBe("identity.external_link_first");
    }

    [Fact]
    public async Task An_address_that_git_hub_has_not_verified_signs_nobody_in()
    {
        GitHubIs(44, MonolithHost.AdminEmail, verified: false);
        ExternalVisitor.ErrorIn(await ReturnFromGitHubAsync()).ShouldBe("identity.external_check_mail");
        (await _visitor.RestoreAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Git_hub_s_answer_is_checked_too()
    {
        GitHubIs(45, People.NewEmail(), verified: true);
        ExternalVisitor.ErrorIn(await ReturnFromGitHubAsync("&iss=https%3A%2F%2Fevil.example")).ShouldBe("identity.provider_untrusted");
        _provider.Redeemed.ShouldBeEmpty();
        (await ReturnFromGitHubAsync($"&iss={Uri.EscapeDataString(_provider.Issuer)}%2Flogin%2Foauth")).ToString().ShouldBe("/profile");

        _provider.UserInfo = new JsonObject { ["id"] = "45", ["login"] = "octocat" };
        ExternalVisitor.ErrorIn(await ReturnFromGitHubAsync()).ShouldBe("identity.provider_untrusted");
        _provider.Token = new JsonObject { ["error"] = "bad_verification_code" };
        ExternalVisitor.ErrorIn(await ReturnFromGitHubAsync()).ShouldBe("identity.provider_untrusted");
    }

    [Fact]
    public async Task Microsoft_s_tenants_sign_in_each_under_its_own_issuer()
    {
        (await ReturnFromMicrosoftAsync(claims => claims["xms_edov"] = true)).ToString().ShouldBe("/profile");
        ((bool)(await _visitor.MeAsync())["emailVerified"]!).ShouldBeTrue();
    }

    [Theory]
    [InlineData("email_verified")]
    [InlineData("nothing")]
    public async Task An_address_that_a_tenant_has_only_entered_signs_nobody_in(string claim)
    {
        var end = await ReturnFromMicrosoftAsync(claims =>
        {
            claims["email"] = MonolithHost.AdminEmail;
            claims[claim] = false;
        });
        ExternalVisitor.ErrorIn(end).ShouldBe("identity.external_check_mail");
        (await _visitor.RestoreAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData("{0}/00000000-0000-0000-0000-000000000001/v2.0", Tenant)]
    [InlineData("{0}/{{tenantid}}/v2.0", "{tenantid}")]
    [InlineData("{0}/../v2.0", "..")]
    [InlineData("https://evil.example/7f2ba6cc-34b0-4a4a-9f5c-1f0a1b1f0001/v2.0", Tenant)]
    [InlineData("{0}", Tenant)]
    public async Task A_tenant_speaks_for_itself_only(string issuer, string tenant)
    {
        var end = await ReturnFromMicrosoftAsync(claims =>
        {
            claims["iss"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, issuer, _provider.Issuer);
            claims["tid"] = tenant;
        });
        ExternalVisitor.ErrorIn(end).ShouldBe("identity.provider_untrusted");
    }

    [Fact]
    public async Task A_key_of_one_tenant_signs_for_no_other()
    {
        // A host that has not read the key yet.
        await using var alone = new Presets(_services);
        await alone.InitializeAsync();
        _visitor.Dispose();
        (_provider, _visitor) = (alone.Provider, new(alone.Host));
        _provider.Jwk["issuer"] = $"{_provider.Issuer}/00000000-0000-0000-0000-000000000001/v2.0";
        ExternalVisitor.ErrorIn(await ReturnFromMicrosoftAsync(claims => claims["xms_edov"] = true)).ShouldBe("identity.provider_untrusted");
    }

    private void GitHubIs(long id, string email, bool verified)
    {
        _provider.Token = new JsonObject { ["access_token"] = "access", ["token_type"] = "bearer" };
        _provider.UserInfo = new JsonObject { ["id"] = id, ["login"] = "octocat", ["email"] = MonolithHost.AdminEmail };
        _provider.Emails =
        [
            new JsonObject { ["email"] = MonolithHost.AdminEmail, ["primary"] = false, ["verified"] = true },
            new JsonObject { ["email"] = email, ["primary"] = true, ["verified"] = verified },
        ];
    }

    private async Task<Uri> ReturnFromGitHubAsync(string more = "")
    {
        var address = await _visitor.StartAsync("github");
        address.GetLeftPart(UriPartial.Path).ShouldBe($"{_provider.Issuer}/login/oauth/authorize");
        return await _visitor.ReturnAsync("github", address, more);
    }

    private async Task<Uri> ReturnFromMicrosoftAsync(Action<JsonObject> change)
    {
        var address = await _visitor.StartAsync("microsoft");
        var claims = _provider.Claims(ExternalVisitor.Query(address, "nonce"), People.NewEmail());
        (claims["iss"], claims["tid"]) = ($"{_provider.Issuer}/{Tenant}/v2.0", Tenant);
        claims.Remove("email_verified");
        change(claims);
        _provider.Answer(claims);
        return await _visitor.ReturnAsync("microsoft", address);
    }

    public sealed class Presets(Services services) : HostileHost(services)
    {
        internal override Dictionary<string, string?> Settings => new(
            Provider.SettingsAs("github", "GitHub").UnionBy(Provider.SettingsAs("microsoft", "microsoft", "/common/v2.0"), setting => setting.Key),
            StringComparer.Ordinal)
        {
            ["Identity:Providers:Google:Kind"] = "Google",
            ["Identity:Providers:Google:ClientId"] = "id",
            ["Identity:Providers:Google:ClientSecret"] = "secret",
        };
    }
}
