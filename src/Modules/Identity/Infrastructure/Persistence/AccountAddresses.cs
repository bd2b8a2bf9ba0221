using Marten;
using Monolith.Shared.Infrastructure.Lookups;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Which addresses have an account, in the form of <see cref="Domain.EmailAddress.Normalize"/>.</summary>
/// <remarks>Public because repositories receive it that handlers receive.</remarks>
public sealed class AccountAddresses(IDocumentStore store)
    : KnownKeys(store, "select d.normalized_email from identity.mt_doc_account as d where d.normalized_email = any(?)");
