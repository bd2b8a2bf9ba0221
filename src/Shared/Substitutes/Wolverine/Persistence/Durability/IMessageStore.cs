namespace Wolverine.Persistence.Durability;

/// <summary>Where durable messages are kept; a singleton of the container when a database is integrated.</summary>
public interface IMessageStore
{
    IDeadLetters DeadLetters { get; }
}
