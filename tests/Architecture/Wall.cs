using NetArchTest.Rules;

namespace Monolith.Tests.Architecture;

/// <summary>How a rule is held against its subjects. A rule without subjects is red: it would be green whatever happens.</summary>
internal static class Wall
{
    private const string NothingToJudge = "the rule found nothing to judge";

    public static void Stands<T>(IEnumerable<T> subjects, Func<T, IEnumerable<string>> violations)
    {
        var judged = subjects.ToList();
        judged.ShouldNotBeEmpty(NothingToJudge);
        judged.SelectMany(violations).ShouldBeEmpty();
    }

    public static void Stands(PredicateList subjects, Func<PredicateList, ConditionList> rule)
    {
        subjects.GetTypes().ShouldNotBeEmpty(NothingToJudge);
        Failures(rule(subjects)).ShouldBeEmpty();
    }

    /// <summary>The library reports no list, rather than an empty one, when every type passed.</summary>
    public static IEnumerable<string> Failures(ConditionList conditions) => conditions.GetResult().FailingTypeNames ?? [];

    /// <summary>The same rule on a bad example must fail, and for the reason that the example was written for.</summary>
    public static void GoesRed<T>(IEnumerable<T> subjects, Func<T, IEnumerable<string>> violations, string because) =>
        Should.Throw<ShouldAssertException>(() => Stands(subjects, violations)).Message.ShouldContain(because);

    /// <inheritdoc cref="GoesRed{T}"/>
    public static void GoesRed(PredicateList subjects, Func<PredicateList, ConditionList> rule, string because) =>
        Should.Throw<ShouldAssertException>(() => Stands(subjects, rule)).Message.ShouldContain(because);
}
