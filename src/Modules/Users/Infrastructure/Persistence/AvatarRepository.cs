using Marten;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class AvatarRepository(IDocumentSession session) : IAvatarRepository
{
    public void Add(Avatar avatar) => session.Insert(avatar);

    public void RemoveOf(Guid userId) => session.QueueSqlCommand("delete from users.mt_doc_avatar where user_id = ?", userId);
}
