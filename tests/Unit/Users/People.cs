using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

/// <summary>A directory in memory, which commits at once.</summary>
internal sealed class People : IUserRepository
{
    public Dictionary<Guid, User> Stored { get; } = [];

    public int Updates { get; private set; }

    public Task<User?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Task.FromResult(Stored.GetValueOrDefault(id) is { IsErased: false } user ? user : null);

    public Task<User?> FindEvenErasedAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(Stored.GetValueOrDefault(id));

    public Task<bool> IsTakenAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(Stored.Values.Any(user => user.Email == email));

    public Task<IReadOnlyList<User>> FindByEmailsAsync(IReadOnlyCollection<string> emails, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<User>>([.. Stored.Values.Where(user => emails.Contains(user.Email))]);

    public Task<IReadOnlyList<User>> FindManyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<User>>([.. Stored.Values.Where(user => ids.Contains(user.Id))]);

    public Task<User?> FindAloneAsync(Guid id, CancellationToken cancellationToken) => FindEvenErasedAsync(id, cancellationToken);

    public void Add(User user) => Stored.Add(user.Id, user);

    public void Add(User user, Guid actorId) => Add(user);

    public void Update(User user, Guid? actorId)
    {
        Stored[user.Id] = user;
        Updates++;
    }

    public void Erase(User user, Guid? actorId) => Update(user, actorId);

    public void Remove(User user) => Stored.Remove(user.Id).ShouldBeTrue();
}
