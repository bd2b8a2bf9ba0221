namespace Monolith.Shared.Application;

/// <summary>What a handler wants done some time after its commit, and as durably.</summary>
public interface ILaterMessages
{
    Task SendAsync<T>(T message, TimeSpan delay)
        where T : notnull;
}
