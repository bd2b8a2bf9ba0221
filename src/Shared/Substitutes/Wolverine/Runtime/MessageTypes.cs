using System.Collections.Concurrent;

namespace Wolverine.Runtime;

/// <summary>Message types by the names under which they are stored.</summary>
internal sealed class MessageTypes
{
    private readonly ConcurrentDictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, string> _names = new();

    public void Register(Type messageType, string alias)
    {
        if (_types.TryGetValue(alias, out var taken) && taken != messageType)
            throw new InvalidOperationException($"'{alias}' already names {taken} and cannot name {messageType} too.");

        _types[alias] = messageType;
        _names[messageType] = alias;
    }

    /// <summary>Makes a type readable under its own name where it has no alias.</summary>
    public void Register(Type messageType) => _types.TryAdd(NameOf(messageType), messageType);

    public string NameOf(Type messageType) =>
        _names.GetOrAdd(messageType, static type => type.FullName ?? type.Name);

    public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Type? messageType) =>
        _types.TryGetValue(name, out messageType);
}
