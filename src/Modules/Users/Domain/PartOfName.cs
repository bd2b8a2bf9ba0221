using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

/// <summary>A given or a family name: one line, trimmed. Who has only one, or neither, has none here.</summary>
public sealed record PartOfName
{
    public const int MaxLength = 100;

    private PartOfName(string value) => Value = value;

    public string Value { get; }

    /// <param name="field">Which of them, for the error.</param>
    public static Result<PartOfName> Create(string? text, string field)
    {
        var value = (text ?? string.Empty).Trim();
        return value.Length is > 0 and <= MaxLength && OneLine.Is(value) ? new PartOfName(value) : UserErrors.InvalidPartOfName(field);
    }

    public override string ToString() => Value;
}
