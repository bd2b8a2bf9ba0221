using FluentValidation;

namespace BadExamples.Wall07.WithoutHandler.Features
{
    public sealed record PlaceOrder(Guid OrderId);
}

namespace BadExamples.Wall07.WithTwoHandlers.Features
{
    public sealed record CancelOrder(Guid OrderId);

    public static class CancelOrderHandler
    {
        public static bool Handle(CancelOrder command) => command.OrderId != Guid.Empty;
    }

    public static class CancelOrderAgainHandler
    {
        public static bool Handle(CancelOrder command) => command.OrderId == Guid.Empty;
    }
}

namespace BadExamples.Wall07.WithoutValidator.Features
{
    public sealed record OpenOrder(string Name);

    public sealed record RenameOrder(Guid OrderId, string Name);

    public static class RenameOrderHandler
    {
        public static OpenOrder Handle(RenameOrder command) => new(command.Name);
    }

    public sealed class OpenOrderValidator : AbstractValidator<OpenOrder>;
}

namespace BadExamples.Wall07.ForeignMessage.Features
{
    public static class TrackParcelHandler
    {
        public static bool Handle(WithoutHandler.Features.PlaceOrder command) => command.OrderId != Guid.Empty;
    }
}

namespace BadExamples.Wall07.MisnamedHandler.Features
{
    public sealed record WorkOrder(Guid OrderId);

    public static class OrderWorkHandler
    {
        public static bool Handle(WorkOrder command) => command.OrderId != Guid.Empty;
    }
}

namespace BadExamples.Wall07.RequestWithoutHandler.Contracts.Requests
{
    public sealed record ShipParcel(Guid ParcelId);
}

namespace BadExamples.Wall07.ForeignRequest.Features
{
    public static class ShipParcelHandler
    {
        public static bool Handle(RequestWithoutHandler.Contracts.Requests.ShipParcel command) => command.ParcelId != Guid.Empty;
    }
}

namespace BadExamples.Wall07.HandlerElsewhere.Ports
{
    public static class ForgottenHandler
    {
        public static bool Handle(WithoutHandler.Features.PlaceOrder command) => command.OrderId != Guid.Empty;
    }
}
