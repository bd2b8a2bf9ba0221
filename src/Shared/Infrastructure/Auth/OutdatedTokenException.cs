namespace Monolith.Shared.Infrastructure.Auth;

/// <summary>The token was good until what it says of its person changed; the session goes on, and the client gets a new token for it.</summary>
public sealed class OutdatedTokenException() : Exception("The token says what is true no longer; get a new one.");
