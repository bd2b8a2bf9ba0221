namespace Monolith.Users.Domain;

/// <summary>People as a handler changes them: what it adds and updates is stored when its transaction commits.</summary>
public interface IUserRepository
{
    /// <returns>Null also for somebody who is erased.</returns>
    Task<User?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>For what may come late.</summary>
    Task<User?> FindEvenErasedAsync(Guid id, CancellationToken cancellationToken);

    /// <param name="email">In the form of <see cref="Email.Value"/>.</param>
    /// <returns>Whether somebody has it, deleted people too.</returns>
    Task<bool> IsTakenAsync(string email, CancellationToken cancellationToken);

    /// <param name="emails">In the form of <see cref="Email.Value"/>.</param>
    /// <returns>Whoever has one of them.</returns>
    Task<IReadOnlyList<User>> FindByEmailsAsync(IReadOnlyCollection<string> emails, CancellationToken cancellationToken);

    /// <returns>Whoever of them there is.</returns>
    Task<IReadOnlyList<User>> FindManyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>As last committed, erased or not; whoever else asks in this way waits until this handler has committed.</summary>
    Task<User?> FindAloneAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The commit fails when the id or the address is taken.</summary>
    void Add(User user);

    /// <summary>As <see cref="Add(User)"/>, and keeps in the person's history who asked for it.</summary>
    void Add(User user, Guid actorId);

    /// <summary>
    /// The person leaves nothing but the history, without what it says of them and with what changed at last; the address is free again.
    /// </summary>
    void Remove(User user);

    /// <summary>As <see cref="Update"/>, and the history says of everything before only that it changed, and who changed it.</summary>
    void Erase(User user, Guid? actorId);

    /// <summary>Keeps what changed in the person's history too. The commit fails when somebody changed the person since it was read.</summary>
    /// <param name="actorId">Who asked for the change; null when nobody is known to have.</param>
    void Update(User user, Guid? actorId);
}
