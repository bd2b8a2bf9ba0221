using System.Net;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>Who has no password shows again what there is.</summary>
public sealed class ProviderReauthenticationTests(AcmeHost fixture) : IClassFixture<AcmeHost>
{
    [Fact]
    public async Task Without_a_password_the_code_of_the_app_is_shown()
    {
        var email = People.NewEmail();
        using var visitor = new ExternalVisitor(fixture.Host);
        await visitor.SignInAsync(email);
        visitor.Client.Use((await visitor.RestoreAsync()).ShouldNotBeNull());
        using var guarded = await visitor.Client.GuardAsync(new Person(email, "Ada Lovelace"));

        (await guarded.Client.PostAuthAsync("reauthenticate", new { })).Code.ShouldBe("identity.code_needed");
        (await guarded.Client.PostAuthAsync("reauthenticate", new { password = People.Password, code = "000000" })).Code.ShouldBe("identity.wrong_code");
        (await guarded.Client.PostAuthAsync("reauthenticate", new { code = guarded.App.Code() })).Status.ShouldBe(HttpStatusCode.OK);
    }
}
