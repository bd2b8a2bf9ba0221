namespace BadExamples.Wall01.Domain;

internal sealed class PriceThatAsksAround
{
    /// <summary>Only the state machine of this method mentions the client: the rule has to look there too.</summary>
    public static async Task<string> CurrentAsync(Uri market)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(market);
    }
}
