namespace Monolith.Users.Application.Ports;

/// <summary>One page of the directory.</summary>
/// <param name="Items">The people of this page, in the order that was asked for.</param>
/// <param name="Number">1 for the first page.</param>
/// <param name="Size">People a page.</param>
/// <param name="Total">People on all pages; exact unless it is told to be an estimate.</param>
/// <param name="TotalIsEstimate">There seem to be more than are counted, and <paramref name="Total"/> is about right.</param>
public sealed record UserPage(IReadOnlyList<UserView> Items, int Number, int Size, long Total, bool TotalIsEstimate);
