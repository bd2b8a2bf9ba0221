namespace Monolith.Users.Application.Ports;

/// <summary>Everybody whom a filter finds, however many, without holding more than a page of them.</summary>
public interface IUserExport
{
    /// <summary>
    /// In the order of their ids, each once. Whoever comes, goes or is changed while it is read may be in it or not, as they were or as they
    /// are.
    /// </summary>
    IAsyncEnumerable<UserView> ReadAsync(UserFilter filter, CancellationToken cancellationToken);
}
