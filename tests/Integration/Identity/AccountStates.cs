using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Users;

namespace Monolith.Tests.Integration.Identity;

/// <summary>What can become of an account. Every way of the matrix says what it yields in each of them; a new one is one more class here.</summary>
internal abstract class AccountState(string name)
{
    public const string Active = "active";
    public const string Unverified = "unverified";
    public const string Locked = "locked";
    public const string Suspended = "suspended";
    public const string Deleted = "deleted";
    public const string Erased = "erased";
    public const string LetInAgain = "let in again";
    public const string PasswordChanged = "password changed";
    public const string RoleLost = "role lost";
    public const string SecondFactorRequired = "second factor required";
    public const string RoleAsksForSecondFactor = "role asks for a second factor";
    public const string SignedOutEverywhere = "last session revoked";

    public static IReadOnlyDictionary<string, AccountState> All { get; } = MatrixParts.Of<AccountState>().ToDictionary(state => state.Name);

    public string Name => name;

    /// <summary>Happens to an account that was active until now.</summary>
    public abstract Task ApplyAsync(TokenMatrix matrix, Subject subject);

    /// <summary>Takes back what concerns others too.</summary>
    public virtual Task UndoAsync(TokenMatrix matrix) => Task.CompletedTask;
}

internal sealed class ActiveState() : AccountState(Active)
{
    public override Task ApplyAsync(TokenMatrix matrix, Subject subject) => Task.CompletedTask;
}

internal sealed class UnverifiedState() : AccountState(Unverified)
{
    public override Task ApplyAsync(TokenMatrix matrix, Subject subject) => matrix.Host.ChangeAccountAsync(subject.Id, "EmailVerifiedAt", "null");
}

internal sealed class LockedState() : AccountState(Locked)
{
    public override Task ApplyAsync(TokenMatrix matrix, Subject subject) =>
        matrix.Host.ChangeAccountAsync(subject.Id, "LockedUntil", $"\"{TimeProvider.System.GetUtcNow().AddMinutes(15):O}\"");
}

internal sealed class SuspendedState() : AccountState(Suspended)
{
    public override async Task ApplyAsync(TokenMatrix matrix, Subject subject) =>
        (await matrix.Admin.ChangeStatusAsync(subject.Id, "suspend")).Status.ShouldBe(HttpStatusCode.OK);
}

internal sealed class DeletedState() : AccountState(Deleted)
{
    public override async Task ApplyAsync(TokenMatrix matrix, Subject subject) =>
        (await matrix.Admin.ChangeStatusAsync(subject.Id, "delete", "*")).Status.ShouldBe(HttpStatusCode.NoContent);
}

internal sealed class ErasedState() : AccountState(Erased)
{
    public override async Task ApplyAsync(TokenMatrix matrix, Subject subject) =>
        (await matrix.Admin.EraseAsync(subject.Id)).Status.ShouldBe(HttpStatusCode.NoContent);
}

internal sealed class LetInAgainState() : AccountState(LetInAgain)
{
    public override async Task ApplyAsync(TokenMatrix matrix, Subject subject)
    {
        foreach (var change in new[] { "suspend", "reactivate" })
            (await matrix.Admin.ChangeStatusAsync(subject.Id, change)).Status.ShouldBe(HttpStatusCode.OK);
    }
}

internal sealed class PasswordChangedState() : AccountState(PasswordChanged)
{
    public const string NewPassword = "another long and quiet sentence";

    public override async Task ApplyAsync(TokenMatrix matrix, Subject subject)
    {
        using var client = await matrix.ClientAsync(subject);
        (await client.PostAuthAsync("password/change", new { currentPassword = People.Password, newPassword = NewPassword }))
            .Status.ShouldBe(HttpStatusCode.NoContent);
    }
}

internal sealed class RoleLostState() : AccountState(RoleLost)
{
    public override Task ApplyAsync(TokenMatrix matrix, Subject subject) => matrix.Admin.GiveAsync(subject.Id, "member");
}

internal sealed class SecondFactorRequiredState() : AccountState(SecondFactorRequired)
{
    public override Task ApplyAsync(TokenMatrix matrix, Subject subject) => matrix.RequireSecondFactorAsync(subject.Id);
}

internal sealed class RoleAsksForSecondFactorState() : AccountState(RoleAsksForSecondFactor)
{
    public override Task ApplyAsync(TokenMatrix matrix, Subject subject) => matrix.AskSecondFactorOfOperatorsAsync(doesAsk: true);

    public override Task UndoAsync(TokenMatrix matrix) => matrix.AskSecondFactorOfOperatorsAsync(doesAsk: false);
}

internal sealed class SignedOutEverywhereState() : AccountState(SignedOutEverywhere)
{
    public override async Task ApplyAsync(TokenMatrix matrix, Subject subject)
    {
        using var client = await matrix.ClientAsync(subject);
        (await client.PostAuthAsync("logout-all")).Status.ShouldBe(HttpStatusCode.NoContent);
    }
}
