namespace Monolith.Tests.Node;

public sealed record Order(Guid Id, int Amount);

/// <summary>One effect. Its id is new each time, so that an effect that happens twice is there twice.</summary>
/// <param name="Kind">What was done; a finished order has one line of every kind.</param>
public sealed record Line(Guid Id, Guid OrderId, string Kind, int Amount)
{
    public static Line Of(Guid orderId, string kind, int amount = 0) => new(Guid.CreateVersion7(), orderId, kind, amount);
}

/// <summary>What was counted: raised in place, so that what is counted twice is too much.</summary>
public sealed record Till(string Id, long Orders, long Amount);

/// <summary>A message that a node began to handle while another session still held it.</summary>
/// <param name="Holder">The node that the session belongs to.</param>
public sealed record Overlap(Guid Id, string Message, string Holder, string By);
