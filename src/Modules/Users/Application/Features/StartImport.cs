using FluentValidation;
using Monolith.Shared.Application;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Imports;
using Monolith.Users.Application.Ports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>A file of people, whose rows are stored, is to be reviewed or written.</summary>
/// <param name="IsDryRun">Whether only what it would change is to be found out.</param>
/// <param name="InvitesByMail">Whether whoever it makes gets a mail with the link to an account.</param>
/// <param name="Request">When its sender repeats it until there is an answer.</param>
public sealed record StartImport(
    Guid ImportId, ImportedFile File, bool IsDryRun, bool InvitesByMail, Guid ActorId, RepeatableRequest? Request);

public sealed class StartImportValidator : AbstractValidator<StartImport>
{
    public StartImportValidator()
    {
        RuleFor(message => message.ImportId).NotEmpty();
        RuleFor(message => message.ActorId).NotEmpty();
        RuleFor(message => message.File).NotNull();
    }
}

public static class StartImportHandler
{
    /// <returns>The import, which is an earlier one when the request was repeated.</returns>
    public static async Task<(Result<UserImportView>, object?, UserImportProgressed?)> Handle(
        StartImport command, IUserImportRepository imports, IFirstAnswers answers, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await answers.FindAsync<UserImportView>(command.ActorId, command.Request, cancellationToken) is { } first)
            return (first, null, null);
        var import = UserImport.Begin(command.ImportId, command.File, command.IsDryRun, command.InvitesByMail, command.ActorId, clock.GetUtcNow());
        imports.Add(import);
        var view = UserImportView.From(import);
        answers.Keep(command.ActorId, command.Request, view);
        return (view, import.Next(), import.Progressed());
    }
}
