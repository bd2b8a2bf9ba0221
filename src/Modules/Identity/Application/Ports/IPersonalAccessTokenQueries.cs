namespace Monolith.Identity.Application.Ports;

public interface IPersonalAccessTokenQueries
{
    /// <summary>
    /// The account's tokens that nobody revoked, the newest first; expired ones too for a month, so that whoever looks for a program that
    /// stopped working finds why.
    /// </summary>
    Task<IReadOnlyList<PersonalAccessTokenView>> OfAsync(Guid accountId, CancellationToken cancellationToken);
}
