namespace Monolith.Users.Domain;

/// <summary>People as a handler changes them: what it adds and updates is stored when its transaction commits.</summary>
public interface IUserRepository
{
    Task<User?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>As last committed; whoever else asks in this way waits until this handler has committed.</summary>
    Task<User?> FindAloneAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The commit fails when the id or the address is taken.</summary>
    void Add(User user);

    /// <summary>Keeps what changed in the person's history too. The commit fails when somebody changed the person since it was read.</summary>
    /// <param name="actorId">Who asked for the change; null when nobody is known to have.</param>
    void Update(User user, Guid? actorId);
}
