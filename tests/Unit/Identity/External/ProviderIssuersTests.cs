using Monolith.Identity.Infrastructure.External;

namespace Monolith.Tests.Unit.Identity.External;

public sealed class ProviderIssuersTests
{
    private const string Tenant = "7f2ba6cc-34b0-4a4a-9f5c-1f0a1b1f0001";
    private const string Common = "https://login.microsoftonline.com/{tenantid}/v2.0";

    [Theory]
    [InlineData("OpenId", "https://login.acme.example", "https://login.acme.example", true)]
    [InlineData("OpenId", "https://login.acme.example/", "https://login.acme.example/", true)]
    [InlineData("OpenId", "https://login.acme.example", "https://login.acme.example.evil.example", false)]
    [InlineData("OpenId", "https://login.acme.example", "https://LOGIN.acme.example", false)]
    [InlineData("OpenId", "https://login.acme.example", null, false)]
    [InlineData("OpenId", "https://login.acme.example", Common, false)]
    [InlineData("Microsoft", "", Common, true)]
    [InlineData("Microsoft", "https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0", $"https://login.microsoftonline.com/{Tenant}/v2.0", true)]
    [InlineData("Microsoft", "", "https://login.evil.example/{tenantid}/v2.0", false)]
    [InlineData("Microsoft", "", "https://login.microsoftonline.com/contoso/v2.0", false)]
    public void A_discovery_document_speaks_for_its_own_issuer(string kind, string authority, string? published, bool isIts) =>
        ProviderIssuers.IsPublishedBy(Registration(kind, authority), published).ShouldBe(isIts);

    [Theory]
    [InlineData(Common, $"https://login.microsoftonline.com/{Tenant}/v2.0", Tenant)]
    [InlineData(Common, "https://login.microsoftonline.com//v2.0", null)]
    [InlineData(Common, "https://login.microsoftonline.com/v2.0", null)]
    [InlineData(Common, $"https://login.microsoftonline.com/{Tenant}/v1.0", null)]
    [InlineData(Common, $"https://login.microsoftonline.com/{{{Tenant}}}/v2.0", null)]
    [InlineData(Common, null, null)]
    [InlineData("https://login.acme.example", "https://login.acme.example", null)]
    public void The_gap_takes_a_tenant_s_id_and_nothing_else(string published, string? issuer, string? tenant) =>
        ProviderIssuers.Tenant(published, issuer).ShouldBe(tenant);

    private static ProviderRegistration Registration(string kind, string authority) =>
        ProviderRegistration.Of("any", new() { Kind = kind, Authority = authority, ClientId = "id", ClientSecret = "secret" }, "https://app.example.com");
}
