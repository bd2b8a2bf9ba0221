namespace Monolith.Users.Application.Reactions;

/// <summary>A message about a person came before the one that brings the person; its queue tries it again later.</summary>
public sealed class ProfileNotProvisionedYetException(Guid accountId)
    : Exception($"Account {accountId} has no profile yet.");
