using Marten;
using Monolith.Shared.Application;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>What the directory shows of a person, and what it was before.</summary>
internal sealed class UsersPersonalData(IQuerySession session) : IPersonalData
{
    public string Module => UsersStore.Schema;

    public async Task<PersonalDataSection> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        var user = await session.LoadAsync<User>(userId, cancellationToken);
        var history = await session.QueryAsync<UserHistoryEntry>(
            "where d.user_id = ? order by d.at desc, d.id desc limit ?", cancellationToken, userId, PersonalDataSection.Asked);
        var pictures = await session.QueryAsync<Avatar>("where d.user_id = ?", cancellationToken, userId);
        var rows = await session.QueryAsync<ImportRow>(
            """
            select row from users.mt_doc_importbatch as d, jsonb_array_elements(d.data -> 'Rows') as rows (row)
            where row -> 'Outcome' ->> 'UserId' = ? order by d.created_at desc limit ?
            """,
            cancellationToken,
            userId.ToString(),
            PersonalDataSection.Asked);
        return PersonalDataSection.Of(
            ("profile", user is null ? [] : [UserView.From(user)]),
            ("history", history.Select(UserHistoryView.From)),
            ("pictures", pictures.Select(picture => new { picture.ContentType, picture.Content })),
            ("importedRows", rows.Select(row => row.Values)));
    }
}
