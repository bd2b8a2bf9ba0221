using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class RoleTests
{
    private static readonly HashSet<string> Known = ["users.read", "monitoring.read", "monitoring.manage", "roles.manage"];

    [Fact]
    public void An_administrator_may_do_everything_that_any_module_asks_for()
    {
        var admin = BuiltIn(Roles.Admin);
        admin.GrantedOf(Known).ShouldBe(Known);
        admin.Change([], requiresSecondFactor: true);
        admin.GrantedOf(new HashSet<string> { "rockets.launch" }).ShouldBe(["rockets.launch"], ignoreOrder: true, "also what a later version asks for");
        admin.RequiresSecondFactor.ShouldBeTrue();
    }

    [Fact]
    public void An_operator_may_watch_and_run_but_not_read_people() =>
        BuiltIn(Roles.Operator).GrantedOf(Known).ShouldBe(["monitoring.read", "monitoring.manage"], ignoreOrder: true);

    [Fact]
    public void A_member_may_do_nothing_but_with_his_own() => BuiltIn(Roles.Member).GrantedOf(Known).ShouldBeEmpty();

    [Fact]
    public void A_permission_that_no_module_asks_for_any_more_grants_nothing()
    {
        var role = Role.Named("pilot");
        role.Change(["users.read", "rockets.launch"], requiresSecondFactor: false);
        role.GrantedOf(Known).ShouldBe(["users.read"]);
        role.Permissions.ShouldBe(["rockets.launch", "users.read"]);
        role.IsBuiltIn.ShouldBeFalse();
    }

    [Fact]
    public void A_stored_role_takes_the_place_of_the_built_in_one()
    {
        var stored = BuiltIn(Roles.Operator);
        stored.Change(["users.read"], requiresSecondFactor: false);
        var all = Role.WithBuiltIn([stored, Role.Named("pilot")]);
        all.Select(role => role.Id).ShouldBe(["admin", "member", "operator", "pilot"]);
        all[2].ShouldBeSameAs(stored);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("on-call-2", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("On-call", false)]
    [InlineData("2nd", false)]
    [InlineData("-a", false)]
    [InlineData("on call", false)]
    [InlineData("pilot\n", false)]
    [InlineData("пилот", false)]
    public void A_name_is_short_lower_case_and_one_word(string? text, bool expected) => Roles.IsName(text).ShouldBe(expected);

    [Fact]
    public void A_name_has_an_end() => (Roles.IsName(new string('a', 40)), Roles.IsName(new string('a', 41))).ShouldBe((true, false));

    private static Role BuiltIn(string name) => Role.BuiltIn().Single(role => role.Id == name);
}
