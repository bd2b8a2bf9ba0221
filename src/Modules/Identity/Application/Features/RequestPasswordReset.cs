using FluentValidation;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Features;

public sealed record RequestPasswordReset(string Email, ClientInfo Client);

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
        return new SendPasswordResetMail(command.Email.Trim(), command.Client);
    }
}
