using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class RenameAccountTests
{
    private readonly Account _account = Account.Register(EmailAddress.Parse("ada@people.test"), "Ada", passwordHash: null, DateTimeOffset.UnixEpoch);

    [Fact]
    public void The_name_of_the_later_version_counts_in_whatever_order_they_come()
    {
        _account.Rename("Countess", 3).ShouldBeTrue();
        _account.Rename("Augusta", 2).ShouldBeFalse();
        _account.Rename("Ada King", 4).ShouldBeTrue();
        _account.DisplayName.ShouldBe("Ada King");
    }

    [Fact]
    public void A_name_that_is_the_known_one_again_is_remembered_as_the_later()
    {
        _account.Rename("Ada", 3).ShouldBeTrue();
        _account.Rename("Countess", 2).ShouldBeFalse();
        _account.DisplayName.ShouldBe("Ada");
    }
}
