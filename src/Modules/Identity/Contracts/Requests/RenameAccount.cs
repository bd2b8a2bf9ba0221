namespace Monolith.Identity.Contracts.Requests;

/// <summary>The directory has another name for the person, by which mails and pages address them from then on.</summary>
/// <param name="ProfileVersion">Of the person in the directory: of two names the one with the greater version counts.</param>
public sealed record RenameAccount(Guid AccountId, string DisplayName, long ProfileVersion)
{
    public const string Alias = "identity.rename-account.v1";
}
