using Microsoft.Playwright;
using Monolith.Tests.EndToEnd.Fixture;

namespace Monolith.Tests.EndToEnd;

/// <summary>The directory in front of an administrator, and what reaches the people in it.</summary>
public sealed class DirectoryTests(Browser browser, TwoNodes nodes) : IClassFixture<TwoNodes>
{
    [Fact]
    public async Task Who_is_suspended_on_one_node_is_thrown_out_of_the_page_that_is_open_on_the_other()
    {
        const string Email = "ida@nodes.test";
        await using var guest = await browser.SomebodyAsync(nodes.There.Address);
        await guest.JoinAsync("Ida Noddack", Email);
        await using var admin = await AdministratorAsync();

        await MenuAsync(admin, "Ida Noddack", "Suspend");
        await admin.FindsPageAccessibleAsync();
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Suspend" }).ClickAsync();
        await admin.SeesAsync("Ida Noddack is suspended");
        await Assertions.Expect(admin.Row(Email)).ToContainTextAsync("Suspended");
        await guest.SeesHeadingAsync("Sign in");
        await guest.SeesAsync("Your session has ended");

        await MenuAsync(admin, "Ida Noddack", "Reactivate");
        await Assertions.Expect(admin.Row(Email)).ToContainTextAsync("Active");
        await guest.FillSignInAsync(Email, Steps.Password);
        admin.HasNoComplaint();
    }

    [Fact]
    public async Task Who_is_invited_chooses_a_password_and_is_active_in_the_list_that_is_open()
    {
        const string Email = "rita@nodes.test", Chosen = "another long and quiet sentence";
        await using var admin = await AdministratorAsync();
        await admin.PressAsync("Invite");
        await admin.FillAsync("Email", Email);
        await admin.FillAsync("Name", "Rita Levi-Montalcini");
        await admin.FindsPageAccessibleAsync();
        await admin.PressAsync("Send the invitation");
        await admin.SeesAsync("Rita Levi-Montalcini is invited");
        await Assertions.Expect(admin.Row(Email)).ToContainTextAsync("Invited");

        await using var guest = await browser.SomebodyAsync(nodes.There.Address);
        await guest.FollowMailAsync(Email, "/accept-invitation#");
        await guest.SeesHeadingAsync("Accept your invitation");
        await guest.FillAsync("Password", Chosen);
        await guest.FindsPageAccessibleAsync();
        await guest.PressAsync("Accept the invitation");
        await guest.SeesAsync("Welcome.");
        await Assertions.Expect(admin.Row(Email)).ToContainTextAsync("Active");
        await guest.FollowAsync("Sign in");
        await guest.FillSignInAsync(Email, Chosen);
        admin.HasNoComplaint();
        guest.HasNoComplaint();
    }

    [Fact]
    public async Task Who_is_deleted_leaves_the_list_and_comes_back_by_undo()
    {
        const string Email = "lise@nodes.test";
        await using var guest = await browser.SomebodyAsync(nodes.There.Address);
        await guest.RegisterAsync("Lise Meitner", Email);
        await guest.ConfirmAsync(Email);
        await using var admin = await AdministratorAsync();

        await MenuAsync(admin, "Lise Meitner", "Delete");
        await admin.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Assertions.Expect(admin.Row(Email)).ToHaveCountAsync(0);
        await admin.PressAsync("Undo");
        await Assertions.Expect(admin.Row(Email)).ToContainTextAsync("Active");
        admin.HasNoComplaint();
    }

    [Fact]
    public async Task Two_who_have_the_same_person_open_see_each_other_until_one_closes_the_form()
    {
        const string Edited = "emmy@nodes.test", Other = "sofia@nodes.test";
        await using var guest = await browser.SomebodyAsync(nodes.There.Address);
        await guest.RegisterAsync("Emmy Noether", Edited);
        await guest.JoinAsync("Sofia Kovalevskaya", Other);
        await using var admin = await AdministratorAsync();
        await admin.FollowAsync("Sofia Kovalevskaya");
        await admin.Page.GetByRole(AriaRole.Navigation, new() { Name = "Person" }).GetByRole(AriaRole.Link, new() { Name = "Roles" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Checkbox, new() { Name = "admin" }).CheckAsync();
        await admin.PressAsync("Save");
        await admin.SeesAsync("Sofia Kovalevskaya has other roles now");

        await admin.OpenDirectoryAsync();
        await admin.FollowAsync("Emmy Noether");
        await admin.PressAsync("Edit");
        await guest.OpenDirectoryAsync();
        await guest.FollowAsync("Emmy Noether");
        await guest.PressAsync("Edit");
        await admin.SeesAsync("Sofia Kovalevskaya is editing this person too.");
        await guest.SeesAsync("Administrator is editing this person too.");
        await guest.FindsPageAccessibleAsync();

        await guest.PressAsync("Cancel");
        await Assertions.Expect(admin.Page.GetByText("is editing this person too")).ToHaveCountAsync(0);
        admin.HasNoComplaint();
        guest.HasNoComplaint();
    }

    private async Task<Person> AdministratorAsync()
    {
        var admin = await browser.SomebodyAsync(nodes.Here.Address);
        await admin.SignInAsync(TwoNodes.Administrator, Steps.Password);
        await admin.OpenDirectoryAsync();
        return admin;
    }

    private static async Task MenuAsync(Person admin, string name, string action)
    {
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = $"Actions for {name}" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Menuitem, new() { Name = action, Exact = true }).ClickAsync();
    }
}
