using FluentValidation;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Imports;
using Monolith.Users.Application.Ports;
using Monolith.Users.Contracts.Events;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Features;

/// <summary>What was reviewed is to be written: the rows, as people are by then.</summary>
public sealed record ApplyImport(Guid ImportId);

public sealed class ApplyImportValidator : AbstractValidator<ApplyImport>
{
    public ApplyImportValidator() => RuleFor(message => message.ImportId).NotEmpty();
}

public static class ApplyImportHandler
{
    public static async Task<(Result<UserImportView>, RunImportBatch?, UserImportProgressed?)> Handle(
        ApplyImport command, IUserImportRepository imports, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(imports);
        ArgumentNullException.ThrowIfNull(clock);
        if (await imports.FindAsync(command.ImportId, cancellationToken) is not { } import)
            return (ImportErrors.NotFound, null, null);
        if (import.Apply(clock.GetUtcNow()) is { IsSuccess: false } refused)
            return (refused.Error, null, null);
        if (await imports.FindBatchAsync(import.Id, import.NextBatch, cancellationToken) is null)
            return (ImportErrors.RowsGone, null, null);
        imports.Update(import);
        return (UserImportView.From(import), new RunImportBatch(import.Id, import.NextBatch), import.Progressed());
    }
}
