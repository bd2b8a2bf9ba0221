using Microsoft.Playwright;
using Monolith.Tests.EndToEnd.Fixture;

namespace Monolith.Tests.EndToEnd;

/// <summary>Two hosts on one PostgreSQL and one Redis, and the two browsers on different ones.</summary>
public sealed class TwoNodesTests(Browser browser, TwoNodes nodes) : IClassFixture<TwoNodes>
{
    [Fact]
    public async Task A_visitor_of_one_node_appears_in_the_list_that_is_open_on_the_other()
    {
        var (here, there) = (nodes.Here, nodes.There);

        await using var admin = await browser.SomebodyAsync(here.Address);
        await admin.SignInAsync(TwoNodes.Administrator, Steps.Password);
        await admin.OpenDirectoryAsync();

        await using var visitor = await browser.SomebodyAsync(there.Address);
        await visitor.RegisterAsync("Ada Lovelace", "ada@nodes.test");
        await Assertions.Expect(admin.Row("ada@nodes.test")).ToContainTextAsync("Invited");
        await visitor.ConfirmAsync("ada@nodes.test");
        await Assertions.Expect(admin.Row("ada@nodes.test")).ToContainTextAsync("Active");

        await visitor.GoAsync(new Uri(there.Address, "/sign-in").ToString());
        await visitor.FillSignInAsync("ada@nodes.test", Steps.Password);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Ada Lovelace" })).ToBeVisibleAsync();
        admin.HasNoComplaint();
        visitor.HasNoComplaint();
    }

    [Fact]
    public async Task A_browser_that_is_signed_out_from_another_shows_the_sign_in_page_by_itself()
    {
        const string Owner = "caroline@nodes.test";
        await using var owner = await browser.SomebodyAsync(nodes.Here.Address);
        await owner.JoinAsync("Caroline Herschel", Owner);
        await using var lost = await browser.SomebodyAsync(nodes.There.Address);
        await lost.SignInAsync(Owner, Steps.Password);

        await owner.FollowAsync("Security");
        await owner.SeesHeadingAsync("Security");
        await owner.SeesAsync("This device");
        await owner.FindsPageAccessibleAsync();
        await owner.PressAsync("Sign out Chrome on Linux");

        await lost.SeesHeadingAsync("Sign in");
        await lost.SeesAsync("Your session has ended");
        await owner.SeesAsync("Chrome on Linux is signed out");
        owner.HasNoComplaint();
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_mail_and_whoever_had_it_is_out()
    {
        const string Forgetful = "forgetful@nodes.test", NewPassword = "another long and quiet sentence";
        await using var owner = await browser.SomebodyAsync(nodes.Here.Address);
        await owner.RegisterAsync("Mary Somerville", Forgetful);
        await owner.ConfirmAsync(Forgetful);
        await using var lost = await browser.SomebodyAsync(nodes.There.Address);
        await lost.SignInAsync(Forgetful, Steps.Password);

        await owner.GoAsync("/sign-in");
        await owner.FollowAsync("Forgot your password?");
        await owner.SeesHeadingAsync("Forgot your password?");
        await owner.FillAsync("Email", Forgetful);
        await owner.PressAsync("Send the link");
        await owner.SeesAsync($"If {Forgetful} has an account");
        await owner.FindsPageAccessibleAsync();
        await owner.FollowMailAsync(Forgetful, "/reset-password#");
        await owner.SeesHeadingAsync("Choose a new password");
        await owner.FillAsync("New password", NewPassword);
        await owner.FindsPageAccessibleAsync();
        await owner.PressAsync("Save the new password");
        await owner.SeesAsync("Your new password is saved");

        await lost.SeesHeadingAsync("Sign in");
        await owner.FollowAsync("Sign in");
        await owner.FillSignInAsync(Forgetful, NewPassword);
        owner.HasNoComplaint();
    }

    [Fact]
    public async Task Two_who_write_one_profile_at_the_same_time_choose_what_to_keep_and_lose_nothing()
    {
        const string Email = "katherine@nodes.test";
        await using var owner = await browser.SomebodyAsync(nodes.Here.Address);
        await owner.JoinAsync("Katherine Johnson", Email);
        await using var admin = await browser.SomebodyAsync(nodes.There.Address);
        await admin.SignInAsync(TwoNodes.Administrator, Steps.Password);
        await admin.SeesHeadingAsync("Profile");
        await admin.OpenDirectoryAsync();
        await admin.FollowAsync("Katherine Johnson");
        await admin.PressAsync("Edit");

        await owner.PressAsync("Edit");
        await owner.FillAsync("Given name", "Katherine");
        await owner.FillAsync("Phone", "+1 202 555 0100");
        await owner.FindsPageAccessibleAsync();
        await owner.PressAsync("Save");
        await owner.SeesAsync("Your profile is saved");

        await admin.FillAsync("Given name", "Creola");
        await admin.FillAsync("Family name", "Johnson");
        await admin.PressAsync("Save");
        await admin.SeesAsync("Somebody else has changed this profile");
        await admin.FindsPageAccessibleAsync();
        await admin.Page.GetByRole(AriaRole.Radio, new() { Name = "Creola Yours" }).CheckAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        foreach (var kept in new[] { "Creola", "Johnson", "+12025550100" })
            await Assertions.Expect(admin.Page.GetByRole(AriaRole.Definition).Filter(new() { HasText = kept }).First).ToBeVisibleAsync();
        await admin.FollowAsync("History");
        var history = admin.Page.GetByRole(AriaRole.List, new() { Name = "History" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(history.First).ToContainTextAsync("Given nameKatherineCreola");
        await Assertions.Expect(history.Nth(1)).ToContainTextAsync("Katherine Johnson");
        await admin.FindsPageAccessibleAsync();
        owner.HasNoComplaint();
    }
}
