namespace Monolith.Users.Domain;

/// <summary>Pictures of people as a handler changes them: what it adds and removes is stored when its transaction commits.</summary>
public interface IAvatarRepository
{
    void Add(Avatar avatar);

    /// <summary>All that this person has.</summary>
    void RemoveOf(Guid userId);
}
