using System.Text.Json.Serialization;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Ports;

namespace Monolith.Users.Infrastructure.Endpoints;

/// <summary>People of the directory, as they were asked for: by page or by cursor.</summary>
/// <param name="Items">The people, in the order of the list.</param>
[JsonDerivedType(typeof(UsersByPage))]
[JsonDerivedType(typeof(UsersByCursor))]
internal abstract record UserListAnswer([property: JsonPropertyOrder(-1)] IReadOnlyList<UserView> Items)
{
    public static UserListAnswer Of(UserPage page) => new UsersByPage(page.Items, page.Number, page.Size, page.Total, page.TotalIsEstimate);

    public static UserListAnswer Of(CursorPage<UserView> rows) => new UsersByCursor(rows.Items, rows.Next);
}

/// <param name="Items">The people of this page.</param>
/// <param name="Page">1 for the first page.</param>
/// <param name="PageSize">Rows a page.</param>
/// <param name="Total">People on all pages; exact up to 10,000.</param>
/// <param name="TotalIsEstimate">They are more than 10,000, and the total is about right.</param>
internal sealed record UsersByPage(IReadOnlyList<UserView> Items, int Page, int PageSize, long Total, bool TotalIsEstimate) : UserListAnswer(Items);

/// <param name="Items">The people who follow the last answer.</param>
/// <param name="Next">To be sent as <c>after</c> for the people who follow these; null when there are none.</param>
internal sealed record UsersByCursor(IReadOnlyList<UserView> Items, string? Next) : UserListAnswer(Items);
