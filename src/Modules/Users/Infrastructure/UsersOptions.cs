using Microsoft.Extensions.Options;

namespace Monolith.Users.Infrastructure;

/// <summary>The settings under <c>Users</c>.</summary>
internal sealed class UsersOptions
{
    public const string Section = "Users";

    public ImportOptions Imports { get; init; } = new();

    internal sealed class ImportOptions
    {
        /// <summary>How long the rows of an import are kept; as long it can be undone.</summary>
        public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);
    }

    internal sealed class Validator : IValidateOptions<UsersOptions>
    {
        public ValidateOptionsResult Validate(string? name, UsersOptions options) =>
            options.Imports.Retention >= TimeSpan.FromDays(1) && options.Imports.Retention <= TimeSpan.FromDays(365)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail("Users:Imports:Retention must be between 1 day (1.00:00:00) and a year (365.00:00:00).");
    }
}
