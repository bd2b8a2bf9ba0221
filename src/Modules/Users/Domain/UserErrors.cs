using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

public static class UserErrors
{
    public static readonly Error NotFound = new("users.not_found", "There is no such person.", ErrorKind.NotFound);

    public static readonly Error Deleted = new("users.deleted", "This person is deleted; restore them first.", ErrorKind.Conflict);

    public static readonly Error NotConfirmed = new(
        "users.not_confirmed", "This person has not confirmed the address yet; delete them to take the invitation back.", ErrorKind.Conflict);

    public static readonly Error InvalidEmail = new(
        "users.invalid_email",
        $"Must be an e-mail address of at most {Email.MaxLength} characters.",
        ErrorKind.Invalid,
        "email");

    public static readonly Error InvalidDisplayName = new(
        "users.invalid_display_name",
        $"Must have 1 to {DisplayName.MaxLength} characters on one line.",
        ErrorKind.Invalid,
        "displayName");
}
