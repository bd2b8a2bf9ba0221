namespace Monolith.Shared.Kernel;

/// <summary>What an expected failure means to a caller; the HTTP status follows from it in one place.</summary>
public enum ErrorKind
{
    /// <summary>The input breaks a rule (400).</summary>
    Invalid,

    /// <summary>The caller is not who it says it is (401).</summary>
    Unauthenticated,

    /// <summary>The caller may not do this (403).</summary>
    Forbidden,

    /// <summary>There is no such thing, or none that the caller may know of (404).</summary>
    NotFound,

    /// <summary>The state of the thing does not allow this (409).</summary>
    Conflict,

    /// <summary>The caller acted on an older version (412).</summary>
    Stale,

    /// <summary>The caller must say which version it acts on (428).</summary>
    Unconditional,

    /// <summary>There is more to do than can be done in time; see <see cref="BusyException"/> (503).</summary>
    Busy,
}

/// <summary>An expected failure.</summary>
/// <param name="Code">Stable and dotted, <c>module.what_went_wrong</c>: clients branch on it.</param>
/// <param name="Message">One sentence for the person who reads it; never a secret, never an internal name.</param>
/// <param name="Kind">What it means to the caller.</param>
/// <param name="Field">The camelCase path of the input field that breaks the rule, when it is one field's fault.</param>
public sealed record Error(string Code, string Message, ErrorKind Kind, string? Field = null);
