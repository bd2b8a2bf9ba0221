using FluentValidation;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application;

/// <summary>The rules that several messages share.</summary>
internal static class InputRules
{
    private const int MaxTokenLength = 200;
    private const int MaxCodeLength = 40;

    // A code point takes up to two characters.
    private const int MaxPasswordCharacters = PasswordPolicy.MaxLength * 2;

    public static void IsEmailAddress<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(text => EmailAddress.TryParse(text, out _)).WithMessage("Must be a mail address.");

    public static void IsDisplayName<T>(this IRuleBuilderInitial<T, string> rule) => rule.IsName(Account.MaxDisplayNameLength);

    /// <summary>One line that people read.</summary>
    public static void IsName<T>(this IRuleBuilderInitial<T, string> rule, int maxLength) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Must not be empty.")
            .MaximumLength(maxLength).WithMessage($"Must have at most {maxLength} characters.")
            .Must(OneLine.Is).WithMessage("Must not contain line breaks or control characters.");

    public static void IsGoodPassword<T>(this IRuleBuilder<T, string> rule, Func<T, string> email, Func<T, string> displayName) =>
        rule.Custom((password, context) =>
        {
            var input = context.InstanceToValidate;
            foreach (var broken in PasswordPolicy.BrokenRules(password ?? string.Empty, email(input) ?? string.Empty, displayName(input) ?? string.Empty))
                context.AddFailure(broken);
        });

    /// <summary>Only what bounds the work of looking at it: a password that was good once may break a rule that is newer.</summary>
    public static void IsEnteredPassword<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().WithMessage("Must not be empty.").MaximumLength(MaxPasswordCharacters).WithMessage("Is too long.");

    /// <summary>A code that people type, with whatever they put between its characters.</summary>
    public static void IsCode<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Must not be empty.")
            .MaximumLength(MaxCodeLength).WithMessage("Is too long.");

    public static void IsSecondFactorMethod<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(method => method is SecondFactorMethods.Totp or SecondFactorMethods.RecoveryCode)
            .WithMessage($"Must be '{SecondFactorMethods.Totp}' or '{SecondFactorMethods.RecoveryCode}'.");

    public static void IsToken<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Must not be empty.")
            .MaximumLength(MaxTokenLength).WithMessage("Is too long.");

    public static void IsRoleName<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(Roles.IsName).WithMessage($"Must have 1 to {Roles.MaxNameLength} lower-case letters, digits and hyphens, a letter first.");
}
