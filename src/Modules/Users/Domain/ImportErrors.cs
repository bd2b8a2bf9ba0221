using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

public static class ImportErrors
{
    public static readonly Error NotFound = new("users.import_not_found", "There is no such import.", ErrorKind.NotFound);

    public static readonly Error NotReviewed = new(
        "users.import_not_reviewed", "Only an import that was reviewed, and not applied yet, can be applied.", ErrorKind.Conflict);

    public static readonly Error NotCompleted = new("users.import_not_completed", "Only an import that is completed can be undone, once.", ErrorKind.Conflict);

    public static readonly Error RowsGone = new(
        "users.import_rows_gone", "The rows of this import were removed by their age; only its summary is left.", ErrorKind.Conflict);

    public static readonly Error PasswordsForbidden = new(
        "users.import_passwords_forbidden", "Only who may change what roles grant brings passwords along; leave their column out.", ErrorKind.Forbidden);

    /// <summary>The file as a whole cannot be read; <paramref name="why"/> is one sentence.</summary>
    public static Error Refused(string why) => new("users.import_refused", why, ErrorKind.Invalid, "file");

    public static Error InvalidMapping(string why) => new("request.invalid", why, ErrorKind.Invalid, "mapping");
}
