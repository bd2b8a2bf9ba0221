using Marten;
using Monolith.Shared.Infrastructure.Lookups;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>Which addresses somebody in the directory has, in the form of <see cref="Domain.Email.Value"/>.</summary>
/// <remarks>Public because repositories receive it that handlers receive.</remarks>
public sealed class UserAddresses(IDocumentStore store)
    : KnownKeys(store, "select d.email from users.mt_doc_user as d where d.email = any(?)");
