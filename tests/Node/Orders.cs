using System.Globalization;
using Marten;
using Wolverine;

namespace Monolith.Tests.Node;

public sealed record PlaceOrder(Guid Id, int Amount);

public sealed record OrderPlaced(Guid Id, int Amount);

public sealed record OrderAnnounced(Guid Id);

public sealed record ReminderDue(Guid Id);

public sealed record OrderBooked(Guid Id);

public sealed record OrderPacked(Guid Id);

public sealed record OrderShipped(Guid Id);

public sealed class CardReaderBusyException : Exception
{
    public CardReaderBusyException()
    {
    }

    public CardReaderBusyException(string message)
        : base(message)
    {
    }

    public CardReaderBusyException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The command: a document and an event.</summary>
public static class PlaceOrderHandler
{
    public static OrderPlaced Handle(PlaceOrder order, IDocumentSession session)
    {
        session.Insert(new Order(order.Id, order.Amount));
        return new OrderPlaced(order.Id, order.Amount);
    }
}

/// <summary>Raises what is there: a second time would be one too many.</summary>
public static class CountOnOrderPlacedHandler
{
    private const int Tills = 4;

    public static void Handle(OrderPlaced placed, IDocumentSession session)
    {
        var till = "till-" + ((uint)placed.Id.GetHashCode() % Tills).ToString(CultureInfo.InvariantCulture);
        session.QueueSqlCommand(
            """
            insert into shop.mt_doc_till as t (id, data)
            values (?, jsonb_build_object('Id', ?::text, 'Orders', 1, 'Amount', ?::bigint))
            on conflict (id) do update set data = t.data || jsonb_build_object(
                'Orders', (t.data ->> 'Orders')::bigint + 1, 'Amount', (t.data ->> 'Amount')::bigint + ?::bigint)
            """,
            till, till, (long)placed.Amount, (long)placed.Amount);
    }
}

/// <summary>Two documents that must agree, and the first of a chain of messages.</summary>
public static class BookOnOrderPlacedHandler
{
    public static OrderBooked Handle(OrderPlaced placed, IDocumentSession session)
    {
        session.Insert(Line.Of(placed.Id, "debit", placed.Amount));
        session.Insert(Line.Of(placed.Id, "credit", -placed.Amount));
        return new OrderBooked(placed.Id);
    }
}

/// <summary>Fails once in a while after it has written; every attempt but the first two succeeds.</summary>
public static class ChargeOnOrderPlacedHandler
{
    public static void Handle(OrderPlaced placed, IDocumentSession session, Envelope envelope)
    {
        session.Insert(Line.Of(placed.Id, "charged"));
        if (envelope.Attempts <= 2 && Random.Shared.Next(4) == 0)
            throw new CardReaderBusyException();
    }
}

/// <summary>Without a session: only publishes on.</summary>
public static class AnnounceOnOrderPlacedHandler
{
    public static OrderAnnounced Handle(OrderPlaced placed) => new(placed.Id);
}

public static class RecordOnOrderAnnouncedHandler
{
    public static void Handle(OrderAnnounced announced, IDocumentSession session) => session.Insert(Line.Of(announced.Id, "announced"));
}

/// <summary>Something for later, together with something now.</summary>
public static class RemindOnOrderPlacedHandler
{
    public static ValueTask Handle(OrderPlaced placed, IDocumentSession session, IMessageBus bus)
    {
        session.Insert(Line.Of(placed.Id, "noted"));
        return bus.ScheduleAsync(new ReminderDue(placed.Id), TimeSpan.FromMilliseconds(Random.Shared.Next(50, 1_500)));
    }
}

public static class ReminderDueHandler
{
    public static void Handle(ReminderDue due, IDocumentSession session) => session.Insert(Line.Of(due.Id, "reminded"));
}

/// <summary>Takes its time, and sees to it that it is alone with the message.</summary>
public static class PackOnOrderBookedHandler
{
    public static async Task<OrderPacked> Handle(
        OrderBooked booked, IDocumentSession session, Envelope envelope, Watch watch, CancellationToken cancellation)
    {
        await using var turn = await watch.EnterAsync(envelope, cancellation);
        session.Insert(Line.Of(booked.Id, "packed"));
        await Task.Delay(Random.Shared.Next(20), cancellation);
        return new OrderPacked(booked.Id);
    }
}

public static class ShipOnOrderPackedHandler
{
    public static OrderShipped Handle(OrderPacked packed, IDocumentSession session)
    {
        session.Insert(Line.Of(packed.Id, "shipped"));
        return new OrderShipped(packed.Id);
    }
}

public static class CloseOnOrderShippedHandler
{
    public static void Handle(OrderShipped shipped, IDocumentSession session) => session.Insert(Line.Of(shipped.Id, "closed"));
}
