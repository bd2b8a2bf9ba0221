namespace Monolith.Identity.Domain;

public interface IAccountRepository
{
    /// <returns>Null also when it is erased.</returns>
    Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>For what may come late.</summary>
    Task<Account?> FindEvenErasedAsync(Guid id, CancellationToken cancellationToken);

    /// <param name="normalizedEmail">See <see cref="EmailAddress.Normalize"/>.</param>
    Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken);

    /// <summary>For whom it is expected not to be there: those who ask at the same time cost the database one question.</summary>
    /// <param name="normalizedEmail">See <see cref="EmailAddress.Normalize"/>.</param>
    Task<bool> IsTakenAsync(string normalizedEmail, CancellationToken cancellationToken);

    /// <summary>The database refuses a second account of one address when the transaction commits.</summary>
    void Add(Account account);

    /// <summary>Refused at commit when somebody else stored the account since it was loaded.</summary>
    void Update(Account account);
}

/// <summary>What belongs to an account beside the account itself: sessions, API tokens, passkeys, links to providers, and tickets.</summary>
public interface IAccountBelongings
{
    void RemoveAllOf(Guid accountId);
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

public interface IOneTimeTicketRepository
{
    /// <param name="token">What the person brought; any text.</param>
    Task<OneTimeTicket?> FindAsync(string token, CancellationToken cancellationToken);

    void Add(OneTimeTicket ticket);
}

/// <summary>Roles, and the register that each of these changes writes along, so that they happen one after the other.</summary>
public interface IRoleRepository
{
    /// <summary>Also a built-in one that nobody has changed yet.</summary>
    Task<Role?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All by their names, the built-in ones too.</summary>
    Task<IReadOnlyList<Role>> ListAsync(CancellationToken cancellationToken);

    Task<bool> IsInUseAsync(string name, CancellationToken cancellationToken);

    Task<RoleRegister> RegisterAsync(CancellationToken cancellationToken);

    /// <summary>Refused at commit when anybody else changed roles or who has them since the register was loaded.</summary>
    void Store(Role role, RoleRegister register);

    /// <inheritdoc cref="Store(Role, RoleRegister)"/>
    void Delete(Role role, RoleRegister register);

    /// <inheritdoc cref="Store(Role, RoleRegister)"/>
    void Store(RoleRegister register);
}

public interface IExternalLoginRepository
{
    /// <param name="id">See <see cref="ExternalLogin.IdOf"/>.</param>
    Task<ExternalLogin?> FindAsync(string id, CancellationToken cancellationToken);

    Task<IReadOnlyList<ExternalLogin>> OfAsync(Guid accountId, CancellationToken cancellationToken);

    /// <summary>Refused at commit when the same person of the same provider is linked already.</summary>
    void Add(ExternalLogin login);

    void Remove(ExternalLogin login);
}

public interface IPasskeyRepository
{
    Task<Passkey?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <param name="credentialId">As base64url; any text.</param>
    Task<Passkey?> FindByCredentialAsync(string credentialId, CancellationToken cancellationToken);

    Task<long> CountAsync(Guid accountId, CancellationToken cancellationToken);

    /// <summary>Refused at commit when the credential is known already, whoever has it.</summary>
    void Add(Passkey passkey);

    /// <summary>Refused at commit when somebody else stored or removed the passkey since it was loaded.</summary>
    void Update(Passkey passkey);

    void Remove(Passkey passkey);
}

public interface IPersonalAccessTokenRepository
{
    Task<PersonalAccessToken?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The tokens of the account that can be used.</summary>
    Task<IReadOnlyList<PersonalAccessToken>> UsableOfAsync(Guid accountId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>How many tokens of the account can be used.</summary>
    Task<long> CountUsableAsync(Guid accountId, DateTimeOffset now, CancellationToken cancellationToken);

    void Add(PersonalAccessToken token);

    /// <summary>Refused at commit when somebody else stored the token since it was loaded.</summary>
    void Update(PersonalAccessToken token);
}

public interface IFirstAdministratorRepository
{
    Task<bool> ExistsAsync(CancellationToken cancellationToken);

    /// <summary>Refused at commit when there is one already.</summary>
    void Add(FirstAdministrator administrator);
}
