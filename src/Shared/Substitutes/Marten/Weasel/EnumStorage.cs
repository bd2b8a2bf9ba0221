namespace Weasel.Core;

/// <summary>How enumerations are written in JSON and in duplicated fields.</summary>
public enum EnumStorage
{
    AsInteger,
    AsString,
}
