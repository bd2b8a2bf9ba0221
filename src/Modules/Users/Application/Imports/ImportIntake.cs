using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monolith.Shared.Application;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Features;
using Monolith.Users.Application.Files;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Imports;

/// <summary>
/// Takes files of people in as they come: a batch of rows is in memory, and what is needed to find an address that is there twice.
/// </summary>
public sealed class ImportIntake(IImportedRows rows, IUserImports imports, IBroughtPasswords passwords, TimeProvider clock)
{
    private const int PreviewedRows = 10;

    /// <summary>Stores all of the file and begins its import.</summary>
    /// <returns>The import, which is an earlier one when the request was repeated; or why there is none, with nothing left of the file.</returns>
    public async Task<Result<UserImportView>> ImportAsync(FileSource source, ImportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(request);
        var (id, isStarted) = (Guid.CreateVersion7(clock.GetUtcNow()), false);
        try
        {
            using var file = await PeopleFile.OpenAsync(source, cancellationToken);
            var (count, batches) = await StoreAsync(id, file, cancellationToken);
            if (count == 0)
                return ImportErrors.Refused("Has no rows with people.");
            if (!request.MayBringPasswords && file.Columns.Any(column => column.Field == ImportFields.PasswordHash))
                return ImportErrors.PasswordsForbidden;
            var stored = new ImportedFile(request.FileName, NameOf(file.Format), count, batches, file.Columns);
            var wish = request.Key?.For(new { Content = file.Digest(), Mapping = source.Mapping.Text, request.IsDryRun, request.InvitesByMail });
            var result = await imports.StartAsync(
                new StartImport(id, stored, request.IsDryRun, request.InvitesByMail, request.ActorId, wish), cancellationToken);
            isStarted = result.IsSuccess && result.Value.Id == id;
            return result;
        }
        catch (FileRefusedException refused)
        {
            return ImportErrors.Refused(refused.Message);
        }
        finally
        {
            if (!isStarted)
                await rows.RemoveAsync(id);
        }
    }

    /// <summary>Looks at the beginning of a file; a row that is cut off at its end does not matter.</summary>
    public static async Task<Result<FilePreview>> PreviewAsync(FileSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            using var file = await PeopleFile.OpenAsync(source, cancellationToken);
            var cells = new List<IReadOnlyList<string?>>();
            try
            {
                await foreach (var row in file.ReadAsync(cancellationToken))
                {
                    cells.Add(row.Cells);
                    if (cells.Count == PreviewedRows)
                        break;
                }
            }
            catch (FileRefusedException) when (cells.Count > 0)
            {
                // The part that was sent ends in the middle of a quoted cell.
            }

            return new FilePreview(
                NameOf(file.Format), file.Encoding, file.Delimiter?.ToString(CultureInfo.InvariantCulture), file.Columns, ImportFields.All, cells);
        }
        catch (FileRefusedException refused)
        {
            return ImportErrors.Refused(refused.Message);
        }
    }

    private async Task<(int Rows, int Batches)> StoreAsync(Guid importId, PeopleFile file, CancellationToken cancellationToken)
    {
        var (count, batches) = (0, 0);
        var addresses = new Dictionary<UInt128, int>();
        var batch = new List<ImportRow>(ImportBatch.Size);
        await foreach (var row in file.ReadAsync(cancellationToken))
        {
            if (++count > UserImport.MaxRows)
                throw new FileRefusedException(string.Create(CultureInfo.InvariantCulture, $"Has more than {UserImport.MaxRows} rows; split it."));
            batch.Add(Taken(row, addresses));
            if (batch.Count < ImportBatch.Size)
                continue;
            await rows.AddAsync(ImportBatch.Of(importId, ++batches, batch, clock.GetUtcNow()), cancellationToken);
            batch = new List<ImportRow>(ImportBatch.Size);
        }

        if (batch.Count > 0)
            await rows.AddAsync(ImportBatch.Of(importId, ++batches, batch, clock.GetUtcNow()), cancellationToken);
        return (count, batches);
    }

    /// <summary>A password that comes along is stored as nothing but what Identity alone can open.</summary>
    private ImportRow Taken(FileRow row, Dictionary<UInt128, int> addresses)
    {
        RowError[] problems = [.. Problems(row, addresses)];
        if (row.Values.GetValueOrDefault(ImportFields.PasswordHash) is not { } hash)
            return new ImportRow(row.Number, row.Values, problems);
        var values = row.Values.ToDictionary();
        values[ImportFields.PasswordHash] = passwords.Seal(hash);
        return values[ImportFields.PasswordHash] is null
            ? new ImportRow(row.Number, values, [.. problems, new RowError(ImportFields.PasswordHash, "Is neither bcrypt nor version 3 of ASP.NET Core Identity, or costs too much to try.")])
            : new ImportRow(row.Number, values, problems);
    }

    private static IEnumerable<RowError> Problems(FileRow row, Dictionary<UInt128, int> addresses)
    {
        if (row.Problem is { } problem)
            return [problem];
        if (row.Values.GetValueOrDefault(ImportFields.Email) is not { } text)
            return [new RowError(ImportFields.Email, "Is missing.")];
        var address = KeyOf(text);
        if (addresses.TryAdd(address, row.Number))
            return [];
        return [new RowError(ImportFields.Email, string.Create(CultureInfo.InvariantCulture, $"Is the address of row {addresses[address]} too."))];
    }

    /// <summary>A part of a hash: as long for every address, and nobody finds two that share one.</summary>
    private static UInt128 KeyOf(string email) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())));

    private static string NameOf(FileFormat format) => format == FileFormat.Csv ? "csv" : "ndjson";
}

/// <summary>What whoever sends a file wants of it.</summary>
/// <param name="FileName">As they call it; null when they do not say.</param>
/// <param name="IsDryRun">Whether only what it would change is to be found out.</param>
/// <param name="InvitesByMail">Whether whoever it makes gets a mail with the link to an account.</param>
/// <param name="MayBringPasswords">Whether they may give people the passwords that they had elsewhere.</param>
/// <param name="Key">When they repeat the request until there is an answer.</param>
public sealed record ImportRequest(string? FileName, bool IsDryRun, bool InvitesByMail, Guid ActorId, bool MayBringPasswords, IdempotencyKey? Key);
