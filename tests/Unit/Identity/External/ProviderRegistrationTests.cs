using Monolith.Identity.Application.Ports;
using Monolith.Identity.Infrastructure;
using Monolith.Identity.Infrastructure.External;

namespace Monolith.Tests.Unit.Identity.External;

public sealed class ProviderRegistrationTests
{
    [Theory]
    [InlineData("Google", "https://accounts.google.com", "openid profile email", "Google")]
    [InlineData("GitHub", "https://github.com", "read:user user:email", "GitHub")]
    [InlineData("microsoft", "https://login.microsoftonline.com/common/v2.0", "openid profile email", "Microsoft")]
    public void A_preset_needs_no_more_than_what_the_provider_gave(string kind, string authority, string scopes, string displayName)
    {
        var options = Options(kind);
        ProviderRegistration.Problems("Acme", options, isDevelopment: false).ShouldBeEmpty();
        var registration = ProviderRegistration.Of("Acme", options, "https://app.example.com");
        registration.Authority.ShouldBe(authority);
        registration.Scopes.ShouldBe(scopes);
        registration.Provider.DisplayName.ShouldBe(displayName);
        registration.Provider.Name.ShouldBe("acme");
        registration.RedirectUri.ToString().ShouldBe("https://app.example.com/api/v1/auth/external/acme/callback");
        registration.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public void What_is_configured_counts()
    {
        var registration = ProviderRegistration.Of(
            "acme", Options("OpenId", "https://login.acme.example/", scopes: "openid email", displayName: "Acme Corporation"), "https://app.example.com");
        registration.Authority.ShouldBe("https://login.acme.example");
        registration.Scopes.ShouldBe("openid email");
        registration.Provider.ShouldBe(new ExternalProvider("acme", "Acme Corporation", ProviderKind.OpenId));
    }

    [Theory]
    [InlineData("a/b", "OpenId", "https://login.acme.example", "", "the name")]
    [InlineData("-a", "OpenId", "https://login.acme.example", "", "the name")]
    [InlineData("acme", "SAML", "https://login.acme.example", "", "Kind")]
    [InlineData("acme", "7", "https://login.acme.example", "", "Kind")]
    [InlineData("acme", "OpenId", "", "", "Authority is missing")]
    [InlineData("acme", "OpenId", "http://login.acme.example", "", "Authority must be")]
    [InlineData("acme", "OpenId", "https://login.acme.example?x=1", "", "Authority must be")]
    [InlineData("acme", "OpenId", "login.acme.example", "", "Authority must be")]
    [InlineData("acme", "OpenId", "https://login.acme.example", "email", "Scopes")]
    public void What_is_wrong_is_said_in_one_sentence(string name, string kind, string authority, string scopes, string because) =>
        ProviderRegistration.Problems(name, Options(kind, authority, scopes), isDevelopment: false).ShouldHaveSingleItem().ShouldContain(because);

    [Fact]
    public void A_provider_on_a_developers_machine_may_speak_plain_http() =>
        ProviderRegistration.Problems("acme", Options("OpenId", "http://localhost:4000"), isDevelopment: true).ShouldBeEmpty();

    [Fact]
    public void Without_what_the_provider_gave_there_is_no_provider() =>
        ProviderRegistration.Problems("acme", new() { Kind = "Google" }, isDevelopment: true).ShouldHaveSingleItem().ShouldContain("ClientSecret");

    private static IdentityOptions.ProviderOptions Options(string kind, string authority = "", string scopes = "", string displayName = "") =>
        new() { Kind = kind, Authority = authority, Scopes = scopes, DisplayName = displayName, ClientId = "id", ClientSecret = "a secret" };
}
