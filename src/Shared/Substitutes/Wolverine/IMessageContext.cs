namespace Wolverine;

/// <summary>
/// The bus as one scope sees it. In a handler it is the context of the message being handled: what is published through it joins
/// the handler's transaction.
/// </summary>
public interface IMessageContext : IMessageBus
{
    /// <summary>Given to every message that is sent or invoked through this context, and by those messages to what they cause.</summary>
    string? CorrelationId { get; set; }

    /// <summary>The message being handled; null outside a handler.</summary>
    Envelope? Envelope { get; }
}
