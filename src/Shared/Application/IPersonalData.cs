namespace Monolith.Shared.Application;

/// <summary>What one module holds about people. Every module has one, also when it holds nothing.</summary>
public interface IPersonalData
{
    /// <summary>The module's name, as in its schema.</summary>
    string Module { get; }

    /// <returns>Never a secret: no hash, no token, no key, and nothing that belongs to somebody else.</returns>
    Task<PersonalDataSection> ReadAsync(Guid userId, CancellationToken cancellationToken);
}

/// <summary>The part of a person's file that one module wrote.</summary>
/// <param name="Records">By what they are. Records that have a time come the newest first.</param>
/// <param name="Incomplete">Of these there are more than the file has.</param>
public sealed record PersonalDataSection(IReadOnlyDictionary<string, IReadOnlyList<object>> Records, IReadOnlyList<string> Incomplete)
{
    /// <summary>Records of one kind in a file.</summary>
    public const int MaxRecords = 5_000;

    /// <summary>What a module asks its database for: one more tells that there are more.</summary>
    public const int Asked = MaxRecords + 1;

    /// <param name="kinds">Each with its records, up to <see cref="Asked"/> of them.</param>
    public static PersonalDataSection Of(params IReadOnlyList<(string Kind, IEnumerable<object> Records)> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var read = kinds.ToDictionary(kind => kind.Kind, kind => kind.Records.Take(Asked).ToArray(), StringComparer.Ordinal);
        return new(
            read.ToDictionary(kind => kind.Key, kind => (IReadOnlyList<object>)[.. kind.Value.Take(MaxRecords)], StringComparer.Ordinal),
            [.. read.Where(kind => kind.Value.Length > MaxRecords).Select(kind => kind.Key)]);
    }
}
