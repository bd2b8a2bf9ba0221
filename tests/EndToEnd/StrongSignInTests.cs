using Microsoft.Playwright;
using Monolith.Tests.EndToEnd.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.EndToEnd;

/// <summary>Signing in with more than a password.</summary>
public sealed class StrongSignInTests(Browser browser, OneNode host) : IClassFixture<OneNode>
{
    [Fact]
    public async Task A_passkey_that_was_added_signs_in_by_itself_and_by_the_button()
    {
        await using var person = await browser.SomebodyAsync(host.Address);
        await person.CarryAuthenticatorAsync();
        await person.JoinAsync("Ada Lovelace", "ada@strong.test");
        await person.GoAsync("/security");
        await person.PressAsync("Add passkey");
        await person.FillAsync("Name", "Blue key");
        await person.FindsPageAccessibleAsync();
        await person.PressAsync("Go on");
        await person.SeesAsync("You can sign in with “Blue key” now");
        await person.FindsPageAccessibleAsync();

        // Whoever carries this authenticator takes what the browser offers at once.
        await person.SignOutAsync();
        await person.SeesHeadingAsync("Profile");

        await person.Page.EvaluateAsync("PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)");
        await person.SignOutAsync();
        await person.SeesAsync("You have signed out.");
        await person.FindsPageAccessibleAsync();
        await person.PressAsync("Sign in with a passkey");
        await person.SeesHeadingAsync("Profile");
        await person.SeesHeadingAsync("Ada Lovelace");
        person.HasNoComplaint();
    }

    [Fact]
    public async Task An_authenticator_app_that_was_set_up_is_asked_for_at_the_next_sign_in()
    {
        const string email = "grace@strong.test";
        await using var person = await browser.SomebodyAsync(host.Address);
        await person.JoinAsync("Grace Hopper", email);
        await person.GoAsync("/security");
        await person.PressAsync("Set up an authenticator app");
        var key = await person.Page.GetByRole(AriaRole.Dialog).Locator("code").InnerTextAsync();
        await person.FindsPageAccessibleAsync();
        var app = new AuthenticatorApp(key.Replace(" ", string.Empty, StringComparison.Ordinal));
        await person.FillAsync("Code", app.Code());
        await person.PressAsync("Turn on");
        await person.Page.GetByLabel("I have kept them in a safe place").CheckAsync();
        await person.FindsPageAccessibleAsync();
        await person.PressAsync("Done");
        await person.SeesAsync("10 of 10 recovery codes are left");

        await person.SignOutAsync();
        await person.FillFirstStepAsync(email, Steps.Password);
        await person.SeesAsync("Now show that you have your authenticator app.");
        await person.FindsPageAccessibleAsync();
        // Of the next step, so that nobody has to wait for it: each works once.
        await person.FillAsync("Code", app.Code(1));
        await person.PressAsync("Sign in");
        await person.SeesHeadingAsync("Profile");
        await person.SignOutAsync();
        await person.SeesAsync("You have signed out.");
        person.HasNoComplaint();
    }
}
