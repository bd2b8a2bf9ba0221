using FluentValidation;

namespace Monolith.Identity.Application.Features;

public sealed record ResendVerification(string Email);

public sealed class ResendVerificationValidator : AbstractValidator<ResendVerification>
{
    public ResendVerificationValidator() => RuleFor(message => message.Email).IsEmailAddress();
}

public static class ResendVerificationHandler
{
    /// <remarks>Looks nothing up: unknown and known addresses cost and answer the same.</remarks>
    public static SendVerificationMail Handle(ResendVerification command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new SendVerificationMail(command.Email.Trim());
    }
}
