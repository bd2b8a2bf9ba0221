using System.Text.Json;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

/// <summary>Since when an account has its roles, and from whom.</summary>
public sealed class RoleGrantTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Begin.AddDays(1);
    private static readonly Guid Grace = Guid.CreateVersion7();

    private readonly Account account = Account.Register(EmailAddress.Parse("ada@example.com"), "Ada", "hash", Begin);

    [Fact]
    public void The_role_that_an_account_begins_with_is_nobodys() =>
        (account.GrantOf(Roles.Member), account.GrantOf(Roles.Operator)).ShouldBe((new RoleGrant(Roles.Member, Begin, By: null), null));

    [Fact]
    public void A_role_that_stays_keeps_its_giver_and_one_that_comes_has_the_new_one()
    {
        account.Assign([Roles.Member, Roles.Operator], Later, Grace).ShouldBeTrue();
        account.GrantOf(Roles.Member).ShouldBe(new RoleGrant(Roles.Member, Begin, By: null));
        account.GrantOf(Roles.Operator).ShouldBe(new RoleGrant(Roles.Operator, Later, Grace));
    }

    [Fact]
    public void A_role_that_is_taken_and_given_again_is_given_anew()
    {
        account.Assign([], Later, Grace);
        account.GrantOf(Roles.Member).ShouldBeNull();
        account.Assign([Roles.Member], Later.AddDays(1), Grace);
        account.GrantOf(Roles.Member).ShouldBe(new RoleGrant(Roles.Member, Later.AddDays(1), Grace));
    }

    [Fact]
    public void Who_got_roles_before_this_was_kept_has_them_since_nobody_knows_when()
    {
        account.Assign([Roles.Member, Roles.Operator], Later, Grace);
        var stored = JsonSerializer.SerializeToNode(account)!.AsObject();
        stored.Remove(nameof(Account.RoleGrants)).ShouldBeTrue();
        var old = stored.Deserialize<Account>()!;
        old.GrantOf(Roles.Operator).ShouldBeNull();
        old.Assign([Roles.Operator, "auditor"], Later, Grace);
        (old.GrantOf(Roles.Operator), old.GrantOf("auditor")).ShouldBe((null, new RoleGrant("auditor", Later, Grace)));
    }
}
