using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Monolith.Tests.EndToEnd.Fixture;

/// <summary>What people do, in the words of the pages.</summary>
internal static partial class Steps
{
    public const string Password = "a long and quiet sentence";

    public static async Task BecomeAdministratorAsync(this Person person, Uri link, string name, string email)
    {
        await person.GoAsync(link.ToString());
        await person.FillAccountAsync(name, email);
        await person.FindsPageAccessibleAsync();
        await person.PressAsync("Create administrator");
        await person.SeesHeadingAsync("Profile");
    }

    public static async Task SignInAsync(this Person person, string email, string password)
    {
        await person.GoAsync("/sign-in");
        await person.FillSignInAsync(email, password);
    }

    public static async Task FillSignInAsync(this Person person, string email, string password)
    {
        await person.FillFirstStepAsync(email, password);
        await person.SeesHeadingAsync("Profile");
    }

    /// <summary>What a second factor may be asked for after.</summary>
    public static async Task FillFirstStepAsync(this Person person, string email, string password)
    {
        await person.SeesHeadingAsync("Sign in");
        await person.FillAsync("Email", email);
        await person.FillAsync("Password", password);
        await person.PressAsync("Sign in");
    }

    public static async Task SignOutAsync(this Person person)
    {
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Account:" }).First.ClickAsync();
        await person.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out", Exact = true }).ClickAsync();
    }

    /// <summary>Registers, confirms the address and signs in for the first time.</summary>
    public static async Task JoinAsync(this Person person, string name, string email)
    {
        await person.RegisterAsync(name, email);
        await person.ConfirmAsync(email);
        await person.FollowAsync("Sign in");
        await person.FillSignInAsync(email, Password);
    }

    public static async Task OpenDirectoryAsync(this Person person)
    {
        await person.FollowAsync("Users");
        await person.SeesHeadingAsync("Users");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = Live() }).First).ToBeAttachedAsync();
    }

    /// <returns>The correlation id of the registration.</returns>
    public static async Task<string> RegisterAsync(this Person person, string name, string email)
    {
        await person.GoAsync("/");
        await person.FollowAsync("Create an account");
        await person.SeesHeadingAsync("Create an account");
        await person.FillAccountAsync(name, email);
        await person.FindsPageAccessibleAsync();
        var answer = await person.Page.RunAndWaitForResponseAsync(
            () => person.PressAsync("Create account"),
            response => response.Url.EndsWith("/api/v1/auth/register", StringComparison.Ordinal));
        answer.Status.ShouldBe(202);
        await person.SeesHeadingAsync("Check your mail");
        return answer.Headers["x-correlation-id"];
    }

    /// <summary>Registers without a browser in between: the answer is there as soon as the server gives it.</summary>
    public static Task<HttpResponseMessage> RegisterAsync(this HttpClient client, string name, string email) =>
        client.PostAsJsonAsync("/api/v1/auth/register", new { email, displayName = name, password = Password });

    public static async Task ConfirmAsync(this Person person, string email)
    {
        await person.FollowMailAsync(email, "/verify-email#");
        await person.SeesAsync("Your address is confirmed.");
    }

    /// <summary>Follows the newest link to a page in the mails to somebody, as the development mailbox shows it once it is there.</summary>
    public static async Task FollowMailAsync(this Person person, string email, string page)
    {
        var link = person.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = page }).First;
        do
        {
            await person.GoAsync($"/dev/mail?to={Uri.EscapeDataString(email)}");
        }
        while (await link.CountAsync() == 0);
        await person.FindsPageAccessibleAsync();
        await link.ClickAsync();
    }

    private static async Task FillAccountAsync(this Person person, string name, string email)
    {
        await person.FillAsync("Name", name);
        await person.FillAsync("Email", email);
        await person.FillAsync("Password", Password);
    }

    [GeneratedRegex("^Live$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Live();
}
