using Monolith.Shared.Application;

namespace Monolith.Users.Application;

/// <summary>All that is held about a person: a section from each module, by the module's name.</summary>
public sealed class PersonalDataFile(IEnumerable<IPersonalData> modules)
{
    public async Task<IReadOnlyDictionary<string, PersonalDataSection>> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        var sections = new SortedDictionary<string, PersonalDataSection>(StringComparer.Ordinal);
        foreach (var module in modules)
            sections.Add(module.Module, await module.ReadAsync(userId, cancellationToken));
        return sections;
    }
}
