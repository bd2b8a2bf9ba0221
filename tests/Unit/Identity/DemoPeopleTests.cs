using Monolith.Identity.Infrastructure.Demo;

namespace Monolith.Tests.Unit.Identity;

public sealed class DemoPeopleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_thousand_different_people_registered_over_the_past_year()
    {
        var people = DemoPeople.Generate(Now);
        people.Count.ShouldBe(1_000);
        people.Select(person => person.NormalizedEmail).ShouldBeUnique();
        people.ShouldAllBe(person => person.CreatedAt < Now && person.CreatedAt > Now.AddDays(-366));
        people.Min(person => person.CreatedAt).ShouldBeLessThan(Now.AddDays(-300));
        people.Count(person => person.IsEmailVerified).ShouldBeInRange(850, 990);
    }

    [Fact]
    public void Nobody_of_them_can_sign_in() =>
        DemoPeople.Generate(Now).ShouldAllBe(person => person.PasswordHash == null && !person.HasSecondFactor);

    [Fact]
    public void They_are_the_same_people_every_time() =>
        DemoPeople.Generate(Now).Select(person => person.Email).ShouldBe(DemoPeople.Generate(Now.AddDays(3)).Select(person => person.Email));
}
