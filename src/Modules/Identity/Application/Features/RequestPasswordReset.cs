using FluentValidation;

namespace Monolith.Identity.Application.Features;

public sealed record RequestPasswordReset(string Email);

public sealed class RequestPasswordResetValidator : AbstractValidator<RequestPasswordReset>
{
    public RequestPasswordResetValidator() => RuleFor(message => message.Email).IsEmailAddress();
}

public static class RequestPasswordResetHandler
{
    /// <remarks>Looks nothing up: unknown and known addresses cost and answer the same.</remarks>
    public static SendPasswordResetMail Handle(RequestPasswordReset command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new SendPasswordResetMail(command.Email.Trim());
    }
}
