using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class RoleRegisterTests
{
    private static readonly Guid Ann = Guid.CreateVersion7();
    private static readonly Guid Bob = Guid.CreateVersion7();

    [Fact]
    public void The_last_administrator_stays()
    {
        var register = new RoleRegister(Ann);
        register.TryNote(Ann, isAdministrator: false).ShouldBeFalse();
        register.Administrators.ShouldBe([Ann]);
    }

    [Fact]
    public void One_goes_when_another_is_there()
    {
        var register = new RoleRegister(Ann);
        register.TryNote(Bob, isAdministrator: true).ShouldBeTrue();
        register.TryNote(Ann, isAdministrator: false).ShouldBeTrue();
        register.TryNote(Bob, isAdministrator: false).ShouldBeFalse();
        register.Administrators.ShouldBe([Bob]);
    }

    [Fact]
    public void Noting_twice_counts_once()
    {
        var register = new RoleRegister(firstAdministrator: null);
        register.TryNote(Ann, isAdministrator: true).ShouldBeTrue();
        register.TryNote(Ann, isAdministrator: true).ShouldBeTrue();
        register.Administrators.ShouldBe([Ann]);
    }
}
