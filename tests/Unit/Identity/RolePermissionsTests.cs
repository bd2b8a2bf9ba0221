using Monolith.Identity.Domain;
using Monolith.Identity.Infrastructure;

namespace Monolith.Tests.Unit.Identity;

public sealed class RolePermissionsTests
{
    private readonly RolePermissions _permissions = new();

    [Fact]
    public void An_administrator_may_read_people_and_monitoring()
    {
        var granted = _permissions.Granted([Roles.Admin]);
        granted.ShouldContain("users.read");
        granted.ShouldContain("monitoring.read");
        granted.ShouldContain("roles.manage");
    }

    [Fact]
    public void An_operator_may_watch_and_run_but_not_read_people() =>
        _permissions.Granted([Roles.Operator]).ShouldBe(["monitoring.read", "monitoring.manage"], ignoreOrder: true);

    [Fact]
    public void A_member_and_an_unknown_role_grant_nothing() => _permissions.Granted([Roles.Member, "emperor"]).ShouldBeEmpty();

    [Fact]
    public void Several_roles_grant_what_each_of_them_grants() =>
        _permissions.Granted([Roles.Member, Roles.Operator]).ShouldBe(_permissions.Granted([Roles.Operator]), ignoreOrder: true);
}
