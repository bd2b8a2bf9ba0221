using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>One handler a message, at home; one reaction to an event in each module; no command with unchecked input.</summary>
public sealed class Wall07MessagesTests
{
    [Fact]
    public void Every_message_has_exactly_one_handler() =>
        Wall.Stands(Messages(ApplicationCode.OfProduct), NotOneHandler);

    [Fact]
    public void Every_command_with_input_has_a_validator() =>
        Wall.Stands(Messages(ApplicationCode.OfProduct), Unvalidated);

    [Fact]
    public void A_feature_handles_its_own_message_and_is_named_after_it() =>
        Wall.Stands(Handlers(ApplicationCode.OfProduct, "Features"), AwayFromHome);

    [Fact]
    public void A_module_reacts_to_an_event_once() =>
        Wall.Stands(Handlers(ApplicationCode.OfProduct, "Reactions"), SecondReaction);

    [Fact]
    public void A_reaction_takes_a_published_event_and_is_named_after_it() =>
        Wall.Stands(Handlers(ApplicationCode.OfProduct, "Reactions"), NotAReaction);

    [Fact]
    public void Handlers_live_in_features_and_reactions() =>
        Wall.Stands(ApplicationCode.OfProduct.SelectMany(module => module.Handlers), Elsewhere);

    [Theory]
    [InlineData("WithoutHandler", "PlaceOrder has no handler")]
    [InlineData("WithTwoHandlers", "CancelOrder has 2 handlers")]
    [InlineData("RequestWithoutHandler", "ShipParcel has no handler")]
    public void Goes_red_on_a_message_without_its_one_handler(string example, string because) =>
        Wall.GoesRed(Messages(Example(example)), NotOneHandler, because);

    [Fact]
    public void Goes_red_on_a_command_without_a_validator() =>
        Wall.GoesRed(Messages(Example("WithoutValidator")), Unvalidated, "RenameOrder has no validator");

    [Theory]
    [InlineData("ForeignMessage", "TrackParcelHandler")]
    [InlineData("MisnamedHandler", "OrderWorkHandler")]
    [InlineData("ForeignRequest", "ShipParcelHandler")]
    public void Goes_red_on_a_feature_that_handles_something_else(string example, string because) =>
        Wall.GoesRed(Handlers(Example(example), "Features"), AwayFromHome, because);

    [Fact]
    public void Goes_red_on_a_second_reaction_in_one_module() =>
        Wall.GoesRed(Handlers(Example("TwoReactions"), "Reactions"), SecondReaction, "2 reactions to");

    [Theory]
    [InlineData("ReactionToAMessage", "takes no event of a module's contracts")]
    [InlineData("MisnamedReaction", "does not end with OnParcelLost")]
    public void Goes_red_on_a_reaction_that_is_none(string example, string because) =>
        Wall.GoesRed(Handlers(Example(example), "Reactions"), NotAReaction, because);

    [Fact]
    public void Goes_red_on_a_handler_in_a_corner() =>
        Wall.GoesRed(Example("HandlerElsewhere").SelectMany(module => module.Handlers), Elsewhere, "ForgottenHandler");

    private static IReadOnlyList<ApplicationCode> Example(string name) => [new("Sales", BadExample.Loaded($"Wall07.{name}"))];

    private static IEnumerable<(ApplicationCode Module, Type Message)> Messages(IEnumerable<ApplicationCode> modules) =>
        modules.SelectMany(module => module.Messages.Select(message => (module, message)));

    private static IEnumerable<(ApplicationCode Module, Handler Handler)> Handlers(IEnumerable<ApplicationCode> modules, string folder) =>
        modules.SelectMany(module => module.Handlers
            .Where(handler => ApplicationCode.IsIn(handler.Class, folder))
            .Select(handler => (module, handler)));

    private static IEnumerable<string> NotOneHandler((ApplicationCode Module, Type Message) subject) =>
        subject.Module.Handlers.Count(handler => handler.Message == subject.Message) switch
        {
            0 => [$"{subject.Message} has no handler"],
            1 => [],
            var count => [$"{subject.Message} has {count} handlers"],
        };

    private static IEnumerable<string> Unvalidated((ApplicationCode Module, Type Message) subject) =>
        subject.Message.GetProperties().Length == 0 || subject.Module.Validates(subject.Message)
            ? []
            : [$"{subject.Message} has no validator"];

    private static IEnumerable<string> AwayFromHome((ApplicationCode Module, Handler Handler) subject) =>
        subject.Module.Messages.Contains(subject.Handler.Message) && subject.Handler.Class.Name == $"{subject.Handler.Message.Name}Handler"
            ? []
            : [$"{subject.Handler} takes {subject.Handler.Message}, no message of its own file"];

    private static IEnumerable<string> SecondReaction((ApplicationCode Module, Handler Handler) subject) =>
        subject.Module.Handlers.Count(other => other.Message == subject.Handler.Message) is var count and > 1
            ? [$"{subject.Module} has {count} reactions to {subject.Handler.Message}"]
            : [];

    private static IEnumerable<string> NotAReaction((ApplicationCode Module, Handler Handler) subject)
    {
        var handler = subject.Handler;
        if (!ApplicationCode.IsIn(handler.Message, "Contracts.Events"))
            return [$"{handler} takes no event of a module's contracts"];
        return handler.Class.Name.EndsWith($"On{handler.Message.Name}Handler", StringComparison.Ordinal)
            ? []
            : [$"{handler} does not end with On{handler.Message.Name} and Handler"];
    }

    private static IEnumerable<string> Elsewhere(Handler handler) =>
        ApplicationCode.IsIn(handler.Class, "Features") || ApplicationCode.IsIn(handler.Class, "Reactions")
            ? []
            : [$"{handler} is neither a feature nor a reaction"];
}
