using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Kernel;
using Monolith.Users.Application.Files;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Imports;

/// <summary>What a row makes of a person: found out in the same way when it is reviewed and when it is written.</summary>
/// <param name="User">As the row makes them; null when it has errors.</param>
/// <param name="SealedPassword">That whoever is new brings along.</param>
internal sealed record RowPlan(RowOutcome Outcome, User? User, string? SealedPassword = null)
{
    /// <summary>The field that becomes another for whoever brings a password along.</summary>
    public const string Status = "status";

    /// <returns>One for each row of the batch, in its order.</returns>
    public static async Task<IReadOnlyList<RowPlan>> OfAsync(
        ImportBatch batch, IUserRepository users, DateTimeOffset at, CancellationToken cancellationToken)
    {
        string[] addresses = [.. batch.Rows.Select(row => AddressOf(row)?.Value).OfType<string>()];
        var known = (await users.FindByEmailsAsync(addresses, cancellationToken)).ToDictionary(user => user.Email, StringComparer.Ordinal);
        return [.. batch.Rows.Select(row => Of(row, AddressOf(row), known, at))];
    }

    private static RowPlan Of(ImportRow row, Email? email, Dictionary<string, User> known, DateTimeOffset at)
    {
        if (row.Problems.Count > 0)
            return Refused(row.Problems);
        if (email is null)
            return Refused([ErrorOf(UserErrors.InvalidEmail)]);
        var user = known.GetValueOrDefault(email.Value);
        if (user?.Status == UserStatus.Deleted)
            return Refused([new RowError("email", UserErrors.Deleted.Message)]);
        var input = Written(row, user);
        RowError[] errors = [.. input.Errors().Select(ErrorOf)];
        if (errors.Length > 0)
            return Refused(errors);
        return user is null
            ? Made(email, input.ToProfile(), at).With(row.Values.GetValueOrDefault(ImportFields.PasswordHash))
            : Changed(user, input.ToProfile(), at);
    }

    /// <summary>Nobody may be shown to whom Identity then gives no account.</summary>
    private static Email? AddressOf(ImportRow row) =>
        row.Values.GetValueOrDefault("email") is { } text && Email.Create(text) is { IsSuccess: true } email && DeliverableAddress.Is(text.Trim())
            ? email.Value
            : null;

    /// <summary>
    /// What the file does not have stays, and what is empty in it is unknown from then on; but everybody has a name, which is made of its
    /// parts where there is none.
    /// </summary>
    private static ProfileInput Written(ImportRow row, User? user)
    {
        var before = user is null ? new ProfileInput() : ProfileInput.Of(UserView.From(user));
        string? Value(string field, string? otherwise) => row.Values.TryGetValue(field, out var value) ? value : otherwise;
        var (given, family) = (Value("givenName", before.GivenName), Value("familyName", before.FamilyName));
        return new ProfileInput(
            Value("displayName", null) ?? before.DisplayName ?? $"{given} {family}",
            given,
            family,
            Value("phone", before.Phone),
            Value("locale", before.Locale),
            Value("timeZone", before.TimeZone));
    }

    private static RowPlan Made(Email email, Profile profile, DateTimeOffset at)
    {
        var user = User.Invite(Guid.CreateVersion7(at), email, profile, [InviteAccount.Role], at);
        FieldChange[] fields =
        [
            new("email", null, user.Email),
            new("displayName", null, user.DisplayName),
            new("givenName", null, user.GivenName),
            new("familyName", null, user.FamilyName),
            new("phone", null, user.Phone),
            new("locale", null, user.Locale),
            new("timeZone", null, user.TimeZone),
        ];
        return new RowPlan(new RowOutcome(RowChange.Create, user.Id, [.. fields.Where(field => field.To is not null)], []), user);
    }

    /// <summary>With a password the person is active as soon as the account is there.</summary>
    private RowPlan With(string? sealedPassword) => sealedPassword is null
        ? this
        : this with
        {
            SealedPassword = sealedPassword,
            Outcome = Outcome with { Fields = [.. Outcome.Fields, new FieldChange(Status, UserStatus.Invited.Name(), UserStatus.Active.Name())] },
        };

    private static RowPlan Changed(User user, Profile profile, DateTimeOffset at)
    {
        user.Edit(profile, at);
        return new RowPlan(new RowOutcome(user.Changes.Count > 0 ? RowChange.Update : RowChange.None, user.Id, [.. user.Changes], []), user);
    }

    private static RowPlan Refused(IReadOnlyList<RowError> errors) => new(RowOutcome.Failed(errors), null);

    private static RowError ErrorOf(Error error) => new(error.Field ?? "row", error.Message);
}
