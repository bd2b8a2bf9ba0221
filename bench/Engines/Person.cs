namespace Monolith.Bench.Engines;

/// <summary>A document of the size and shape that the directory holds.</summary>
public sealed record Person(Guid Id, string Email, string DisplayName, string? Phone, string Locale, DateTimeOffset CreatedAt, string[] Roles)
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Person Number(int number) => new(
        Guid.CreateVersion7(), $"person-{number}@example.test", $"Person Number {number}", "+4930123456", "de-DE", Epoch.AddMinutes(number), ["member"]);
}
