using BadExamples.Wall07.Parcels.Contracts.Events;

namespace BadExamples.Wall07.Parcels.Contracts.Events
{
    public sealed record ParcelLost(Guid ParcelId);
}

namespace BadExamples.Wall07.TwoReactions.Reactions
{
    public static class RefundOnParcelLostHandler
    {
        public static bool Handle(ParcelLost lost) => lost.ParcelId != Guid.Empty;
    }

    public static class ApologiseOnParcelLostHandler
    {
        public static bool Handle(ParcelLost lost) => lost.ParcelId == Guid.Empty;
    }
}

namespace BadExamples.Wall07.ReactionToAMessage.Reactions
{
    public static class RefundOnPlaceOrderHandler
    {
        public static bool Handle(WithoutHandler.Features.PlaceOrder command) => command.OrderId != Guid.Empty;
    }
}

namespace BadExamples.Wall07.MisnamedReaction.Reactions
{
    public static class ParcelWorkHandler
    {
        public static bool Handle(ParcelLost lost) => lost.ParcelId != Guid.Empty;
    }
}
