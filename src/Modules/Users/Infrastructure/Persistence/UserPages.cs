using Marten;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>
/// Pages of the directory, read once for all who ask at the same time: whoever has the directory open loads the same page again when
/// somebody in it changes. Totals are shared between the pages of a filter.
/// </summary>
internal sealed class UserPages
{
    private static readonly Dictionary<string, string> Columns = new()
    {
        ["email"] = "d.email",
        ["displayName"] = "d.display_name",
        ["createdAt"] = "d.created_at",
        ["status"] = "d.status",
    };

    private readonly IDocumentStore _store;
    private readonly SharedReads<Question, Page<UserView>> _pages;
    private readonly SharedReads<UserFilter, long> _totals;

    public UserPages(IDocumentStore store)
    {
        _store = store;
        _pages = new(ReadAsync);
        _totals = new(CountAsync);
    }

    public Task<Page<UserView>> ReadAsync(UserFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        _pages.ReadAsync(new Question(filter, page.Number, page.Size, page.Offset, Order(page)), cancellationToken);

    private async Task<Page<UserView>> ReadAsync(Question question)
    {
        var (where, values) = UserCondition.Of(question.Filter);
        IReadOnlyList<User> users;
        await using (var session = _store.QuerySession())
        {
            users = await session.QueryAsync<User>(
                $"where {where} order by {question.Order} limit ? offset ?", CancellationToken.None, [.. values, question.Size, question.Offset]);
        }

        // A page that is not full tells the total, unless it lies behind the last one.
        var isLast = users.Count < question.Size && (users.Count > 0 || question.Offset == 0);
        var total = isLast ? question.Offset + users.Count : await _totals.ReadAsync(question.Filter, CancellationToken.None);
        return new Page<UserView>([.. users.Select(UserView.From)], question.Number, question.Size, total);
    }

    private async Task<long> CountAsync(UserFilter filter)
    {
        var (where, values) = UserCondition.Of(filter);
        await using var session = _store.QuerySession();
        return (await session.AdvancedSql.QueryAsync<long>($"select count(*) from users.mt_doc_user d where {where}", CancellationToken.None, values))[0];
    }

    private static string Order(PageRequest page)
    {
        var fields = page.Sort.Select(field => Columns[field.Name] + (field.Descending ? " desc" : string.Empty));
        return string.Join(", ", fields.DefaultIfEmpty("d.created_at desc").Append("d.id"));
    }

    private sealed record Question(UserFilter Filter, int Number, int Size, int Offset, string Order);
}
