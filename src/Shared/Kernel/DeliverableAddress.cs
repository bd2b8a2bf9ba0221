namespace Monolith.Shared.Kernel;

/// <summary>
/// What mail servers deliver to. One rule for everybody who makes accounts or asks for them; whether somebody reads mail there only a mailed
/// link shows.
/// </summary>
public static class DeliverableAddress
{
    /// <summary>RFC 5321, section 4.5.3.1.3, without the angle brackets.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;
    private const int MaxLabelLength = 63;

    /// <param name="address">Without spaces around it.</param>
    public static bool Is(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var at = address.LastIndexOf('@');
        return address.Length <= MaxLength && at is >= 1 and <= MaxLocalLength && IsLocalPart(address[..at]) && IsDomain(address[(at + 1)..]);
    }

    private static bool IsLocalPart(string local) =>
        local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
        && local.All(character => char.IsLetterOrDigit(character) || "!#$%&'*+-/=?^_`{|}~.".Contains(character, StringComparison.Ordinal));

    private static bool IsDomain(string domain) =>
        domain.Contains('.', StringComparison.Ordinal)
        && domain.Split('.').All(label =>
            label.Length is > 0 and <= MaxLabelLength && label[0] != '-' && label[^1] != '-'
            && label.All(character => char.IsLetterOrDigit(character) || character == '-'));
}
