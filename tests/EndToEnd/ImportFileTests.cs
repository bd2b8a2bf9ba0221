using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Monolith.Tests.EndToEnd.Fixture;

namespace Monolith.Tests.EndToEnd;

/// <summary>A large file of people on its way into the directory, in front of an administrator.</summary>
public sealed class ImportFileTests(Browser browser, TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private const int Rows = 10_000;
    private const int OneWithoutAddressIn = 400;
    private const int WithErrors = Rows / OneWithoutAddressIn;

    [Fact]
    public async Task Ten_thousand_rows_are_shown_before_they_are_written_and_those_with_errors_are_saved_as_a_file()
    {
        await using var admin = await browser.SomebodyAsync(nodes.Here.Address);
        await admin.SignInAsync(TwoNodes.Administrator, Steps.Password);
        await admin.GoAsync("/users/import");
        await admin.Page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(People());
        // Its heading tells nobody what it is.
        await admin.Page.GetByLabel("What Called is", new() { Exact = true }).SelectOptionAsync("displayName");
        await admin.FindsPageAccessibleAsync();
        await admin.PressAsync("Check what it changes");

        await admin.SeesHeadingAsync("This is what it would change");
        await ShowsAsync(admin, ("New", Rows - WithErrors), ("Changed", 0), ("With errors", WithErrors));
        var errors = await ErrorsAsync(admin);
        errors.Length.ShouldBe(1 + WithErrors);
        // The row of headings is the first.
        errors[1].ShouldStartWith(string.Create(CultureInfo.InvariantCulture, $"{OneWithoutAddressIn + 1},email,"));
        await admin.FindsPageAccessibleAsync();

        await admin.PressAsync("Import it");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Progressbar, new() { Name = "Importing" })).ToBeVisibleAsync();
        await admin.SeesHeadingAsync("Imported");
        await ShowsAsync(admin, ("New", Rows - WithErrors), ("With errors", WithErrors));
        await admin.GoAsync("/users?q=row9999@people.test");
        await Assertions.Expect(admin.Row("Person 9999")).ToContainTextAsync("Invited");
        admin.HasNoComplaint();
    }

    private static FilePayload People()
    {
        var file = new StringBuilder("Email,Called\n");
        for (var row = 1; row <= Rows; row++)
            file.Append(CultureInfo.InvariantCulture, $"{(row % OneWithoutAddressIn == 0 ? "" : $"row{row}@people.test")},Person {row}\n");
        return new() { Name = "people.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file.ToString()) };
    }

    private static async Task ShowsAsync(Person admin, params (string Name, int Value)[] counts)
    {
        foreach (var (name, value) in counts)
        {
            var count = admin.Page.Locator("dl > div").Filter(new() { Has = admin.Page.GetByText(name, new() { Exact = true }) });
            await Assertions.Expect(count.GetByRole(AriaRole.Definition)).ToHaveTextAsync(value.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    /// <returns>The lines of the file.</returns>
    private static async Task<string[]> ErrorsAsync(Person admin)
    {
        var saved = await admin.Page.RunAndWaitForDownloadAsync(() => admin.PressAsync("Save all errors"));
        return (await File.ReadAllTextAsync(await saved.PathAsync())).TrimEnd().Split('\n', StringSplitOptions.TrimEntries);
    }
}
