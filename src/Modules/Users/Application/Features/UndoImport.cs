using FluentValidation;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Imports;
using Monolith.Users.Application.Ports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>What an import wrote is to be taken back, as far as nobody has changed it since.</summary>
public sealed record UndoImport(Guid ImportId, Requester Requester);

public sealed class UndoImportValidator : AbstractValidator<UndoImport>
{
    public UndoImportValidator()
    {
        RuleFor(message => message.ImportId).NotEmpty();
        RuleFor(message => message.Requester).NotNull();
    }
}

public static class UndoImportHandler
{
    public static async Task<(Result<UserImportView>, UndoImportBatch?, UserImportProgressed?)> Handle(
        UndoImport command, IUserImportRepository imports, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(imports);
        ArgumentNullException.ThrowIfNull(clock);
        if (await imports.FindAsync(command.ImportId, cancellationToken) is not { } import)
            return (ImportErrors.NotFound, null, null);
        if (import.Undo(clock.GetUtcNow()) is { IsSuccess: false } refused)
            return (refused.Error, null, null);
        if (await imports.FindBatchAsync(import.Id, import.NextBatch, cancellationToken) is null)
            return (ImportErrors.RowsGone, null, null);
        imports.Update(import);
        var by = command.Requester;
        var first = new UndoImportBatch(import.Id, import.NextBatch, by.Id, [.. by.Permissions], by.UserAgent, by.Ip);
        return (UserImportView.From(import), first, import.Progressed());
    }
}
