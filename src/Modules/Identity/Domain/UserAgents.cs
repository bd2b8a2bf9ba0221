namespace Monolith.Identity.Domain;

/// <summary>
/// What a person recognises of a <c>User-Agent</c> header (RFC 9110, section 10.1.5). Stands in for the parsers with thousands of patterns,
/// none of which restores from the feed: it names the browsers and systems that people have and leaves the others nameless.
/// </summary>
public static class UserAgents
{
    // Browsers claim to be the ones before them, so the most particular mark comes first.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"), ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Devices =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "Chromebook"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ];

    /// <returns>The browser without its version, which changes while the session lives; null when it is none of the known ones.</returns>
    public static string? Browser(string? userAgent) => Find(Browsers, userAgent);

    /// <returns>The device or its system; null when it is none of the known ones.</returns>
    public static string? Device(string? userAgent) => Find(Devices, userAgent);

    /// <returns>Both, as a person would say it; null when neither is known.</returns>
    public static string? Name(string? userAgent) => (Browser(userAgent), Device(userAgent)) switch
    {
        ({ } browser, { } device) => $"{browser} on {device}",
        var (browser, device) => browser ?? device,
    };

    /// <summary>Whether both are the same browser on the same device, by all that can be told; versions do not count.</summary>
    public static bool AreAlike(string? one, string? other) => Browser(one) == Browser(other) && Device(one) == Device(other);

    private static string? Find((string Mark, string Name)[] known, string? userAgent) =>
        known.FirstOrDefault(one => userAgent?.Contains(one.Mark, StringComparison.Ordinal) == true).Name;
}
