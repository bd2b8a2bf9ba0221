using System.Runtime.CompilerServices;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>Reads on by the id, page by page; between two pages it holds no connection, however slowly they are taken.</summary>
internal sealed class UserExport(UserReads reads) : IUserExport
{
    private const int PageSize = 1_000;

    public async IAsyncEnumerable<UserView> ReadAsync(UserFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var who = UserCondition.Of(filter);
        var users = await ReadAsync(who, Guid.Empty, cancellationToken);
        if (users.Count == 0 && UserCondition.MayResemble(filter))
        {
            who = UserCondition.Among(await reads.FindResemblingAsync(filter));
            users = await ReadAsync(who, Guid.Empty, cancellationToken);
        }

        while (users.Count > 0)
        {
            foreach (var user in users)
                yield return UserView.From(user);
            users = users.Count < PageSize ? [] : await ReadAsync(who, users[^1].Id, cancellationToken);
        }
    }

    private Task<IReadOnlyList<User>> ReadAsync(UserCondition who, Guid after, CancellationToken cancellationToken)
    {
        var query = UserSql.ById(who, after, PageSize);
        return reads.AskAsync(session => session.QueryAsync<User>(query.Text, cancellationToken, query.Values));
    }
}
