using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

public static class UserErrors
{
    public static readonly Error NotFound = new("users.not_found", "There is no such person.", ErrorKind.NotFound);

    public static readonly Error Deleted = new("users.deleted", "This person is deleted; restore them first.", ErrorKind.Conflict);

    public static readonly Error NotConfirmed = new(
        "users.not_confirmed", "This person has not confirmed the address yet; delete them to take the invitation back.", ErrorKind.Conflict);

    public static readonly Error EmailTaken = new(
        "users.email_taken", "Somebody in the directory has this address, or had it before they were deleted.", ErrorKind.Conflict);

    public static readonly Error NotInvited = new("users.not_invited", "This person waits for no invitation.", ErrorKind.Conflict);

    /// <summary>Under the code of every refusal for want of a permission.</summary>
    public static readonly Error MayNotDelete =
        new("request.forbidden", "Deleting and restoring people takes the permission 'users.delete'.", ErrorKind.Forbidden);

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

    public static readonly Error InvalidPhone = new(
        "users.invalid_phone",
        "Must be an international number: '+', the country's code and the rest, 7 to 15 digits in all (E.164).",
        ErrorKind.Invalid,
        "phone");

    public static readonly Error InvalidLocale = new(
        "users.invalid_locale",
        "Must be a language such as 'fr' or 'pt-BR' (BCP 47).",
        ErrorKind.Invalid,
        "locale");

    public static readonly Error InvalidTimeZone = new(
        "users.invalid_time_zone",
        "Must be a time zone such as 'Europe/Paris' (IANA).",
        ErrorKind.Invalid,
        "timeZone");

    public static readonly Error InvalidPicture = new(
        "users.invalid_picture", "Must be a still picture: a whole PNG, JPEG or WebP file.", ErrorKind.Invalid, "picture");

    public static readonly Error PictureTooLarge = new(
        "users.picture_too_large",
        $"Must have at most {Picture.MaxBytes / 1024} KiB, and {Picture.MaxSide} pixels in each direction.",
        ErrorKind.Invalid,
        "picture");

    public static readonly Error PictureNotFound = new("users.picture_not_found", "There is no such picture, or none any more.", ErrorKind.NotFound);

    public static Error InvalidPartOfName(string field) => new(
        "users.invalid_name",
        $"Must have at most {PartOfName.MaxLength} characters on one line.",
        ErrorKind.Invalid,
        field);
}
