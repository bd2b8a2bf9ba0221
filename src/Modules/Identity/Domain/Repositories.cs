namespace Monolith.Identity.Domain;

public interface IAccountRepository
{
    Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <param name="normalizedEmail">See <see cref="EmailAddress.Normalize"/>.</param>
    Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken);

    /// <summary>The database refuses a second account of one address when the transaction commits.</summary>
    void Add(Account account);

    /// <summary>Refused at commit when somebody else stored the account since it was loaded.</summary>
    void Update(Account account);
}

public interface ISessionRepository
{
    Task<Session?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The sessions of the account that have not been revoked.</summary>
    Task<IReadOnlyList<Session>> OpenOfAsync(Guid accountId, CancellationToken cancellationToken);

    /// <summary>The account's last sign-ins, the newest first, ended ones too as far as they are kept; 50 at most.</summary>
    Task<IReadOnlyList<Session>> LatestOfAsync(Guid accountId, CancellationToken cancellationToken);

    void Add(Session session);

    /// <summary>Refused at commit when somebody else stored the session since it was loaded.</summary>
    void Update(Session session);
}

public interface IOneTimeLinkRepository
{
    /// <param name="token">What the person brought; any text.</param>
    Task<OneTimeLink?> FindAsync(string token, CancellationToken cancellationToken);

    void Add(OneTimeLink link);

    /// <summary>Refused at commit when somebody else stored the link since it was loaded.</summary>
    void Update(OneTimeLink link);
}

public interface IFirstAdministratorRepository
{
    Task<bool> ExistsAsync(CancellationToken cancellationToken);

    /// <summary>Refused at commit when there is one already.</summary>
    void Add(FirstAdministrator administrator);
}
