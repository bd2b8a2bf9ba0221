using System.Security.Cryptography;
using System.Text;
using Monolith.Identity.Infrastructure.Passwords;
using Npgsql;

namespace Monolith.Bench.Limit;

/// <summary>Bare bcrypt, on as many threads as there are cores, and one statement around it.</summary>
internal sealed class Accounts(NpgsqlDataSource database, Tokens tokens, int cost, TimeProvider clock) : IDisposable
{
    private const int IdLength = 16;
    private const int TokenLength = IdLength + 32;

    private static readonly TimeSpan SessionLifetime = TimeSpan.FromDays(30);

    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);

    public void Dispose() => _cores.Dispose();

    public async Task<SignInAnswer?> SignInAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        await using var find = database.CreateCommand("select id, email, password_hash, display_name, roles from accounts where lower(email) = lower($1)");
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = credentials.Email });
        SignedInUser user;
        string hash;
        await using (var reader = await find.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken))
                return null;
            user = new(reader.GetGuid(0), reader.GetString(1), reader.GetString(3), reader.GetFieldValue<string[]>(4), []);
            hash = reader.GetString(2);
        }

        var isRight = await ComputeAsync(credentials.Password, phrase => Bcrypt.Verify(phrase, hash), cancellationToken);
        return isRight ? await StartSessionAsync(user, cancellationToken) : null;
    }

    /// <summary>The next token in the place of the last, in one statement: whoever brings an older one is refused, and no more comes of it.</summary>
    public async Task<SignInAnswer?> RefreshAsync(string token, CancellationToken cancellationToken)
    {
        var presented = new byte[TokenLength];
        if (!Convert.TryFromBase64String(token, presented, out var length) || length != TokenLength)
            return null;
        var session = new Guid(presented.AsSpan(0, IdLength));
        var (next, hash) = NewToken(session);
        await using var rotate = database.CreateCommand(
            """
            update sessions set token_hash = $3 from accounts
            where sessions.id = $1 and token_hash = $2 and expires_at > $4 and accounts.id = account_id
            returning accounts.id, email, display_name, roles
            """);
        rotate.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        rotate.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = SHA256.HashData(presented) });
        rotate.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        rotate.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        await using var reader = await rotate.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? Answer(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<string[]>(3), []), session, next)
            : null;
    }

    /// <summary>The account alone: no event, no profile, no mail.</summary>
    public async Task RegisterAsync(Registration registration, CancellationToken cancellationToken)
    {
        var hash = await ComputeAsync(registration.Password, phrase => Bcrypt.Hash(phrase, cost), cancellationToken);
        await using var insert = database.CreateCommand(
            """
            insert into accounts (id, email, password_hash, display_name, roles, created_at)
            values ($1, $2, $3, $4, '{member}', $5) on conflict do nothing
            """);
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = registration.Email });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = hash });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = registration.DisplayName });
        insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<SignInAnswer> StartSessionAsync(SignedInUser user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var session = Guid.CreateVersion7();
        var (refreshToken, hash) = NewToken(session);
        await using var insert = database.CreateCommand("insert into sessions (id, account_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)");
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user.Id });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now });
        insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now + SessionLifetime });
        await insert.ExecuteNonQueryAsync(cancellationToken);
        return Answer(user, session, refreshToken);
    }

    /// <summary>A token begins with the id of its session, so that it is found by the primary key.</summary>
    private static (string Token, byte[] Hash) NewToken(Guid session)
    {
        byte[] token = [.. session.ToByteArray(), .. RandomNumberGenerator.GetBytes(TokenLength - IdLength)];
        return (Convert.ToBase64String(token), SHA256.HashData(token));
    }

    private SignInAnswer Answer(SignedInUser user, Guid session, string refreshToken) =>
        new(tokens.Issue(user.Id, session, user.Roles), "Bearer", (int)Tokens.Lifetime.TotalSeconds, user, refreshToken);

    private async Task<T> ComputeAsync<T>(string password, Func<byte[], T> compute, CancellationToken cancellationToken)
    {
        var phrase = Encoding.UTF8.GetBytes(password);
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => compute(phrase), cancellationToken);
        }
        finally
        {
            _cores.Release();
        }
    }
}
