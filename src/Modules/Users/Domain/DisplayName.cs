using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

/// <summary>How a person wants to be called: one line, trimmed.</summary>
public sealed record DisplayName
{
    public const int MaxLength = 100;

    private DisplayName(string value) => Value = value;

    public string Value { get; }

    public static Result<DisplayName> Create(string? text)
    {
        var value = (text ?? string.Empty).Trim();
        return value.Length is > 0 and <= MaxLength && OneLine.Is(value)
            ? new DisplayName(value)
            : UserErrors.InvalidDisplayName;
    }

    public override string ToString() => Value;
}
