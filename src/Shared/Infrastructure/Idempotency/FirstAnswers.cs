using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marten;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Secrets;
using Monolith.Shared.Kernel;

namespace Monolith.Shared.Infrastructure.Idempotency;

/// <summary>
/// Answers, sealed with a key that is made of the request's own: whoever has the database and not the key of the request cannot read them.
/// Public because handlers receive it; the transaction of the handler stores what it collects.
/// </summary>
public sealed class FirstAnswers(IDocumentSession session, TimeProvider clock) : IFirstAnswers
{
    internal static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private static readonly Error Reused = new(
        "request.idempotency_key_reused", "This Idempotency-Key came with another request before; make a new one.", ErrorKind.Conflict);

    public async Task<Result<T>?> FindAsync<T>(Guid callerId, RepeatableRequest? request, CancellationToken cancellationToken)
    {
        if (request is null)
            return null;
        var id = IdOf<T>(callerId, request);
        if (await session.LoadAsync<FirstAnswer>(id, cancellationToken) is not { } first)
            return null;
        return first.Fingerprint == request.Fingerprint
            ? JsonSerializer.Deserialize<T>(AesGcmSeal.Open(SealingKey(request, id), first.Answer, id))!
            : Reused;
    }

    public void Keep<T>(Guid callerId, RepeatableRequest? request, T answer)
    {
        if (request is null)
            return;
        var id = IdOf<T>(callerId, request);
        var sealedAnswer = AesGcmSeal.Seal(SealingKey(request, id), JsonSerializer.SerializeToUtf8Bytes(answer), id);
        session.Insert(new FirstAnswer(id, request.Fingerprint, sealedAnswer, clock.GetUtcNow() + Kept));
    }

    private static string IdOf<T>(Guid callerId, RepeatableRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{callerId}\0{typeof(T).Name}\0{request.Key}")));

    private static byte[] SealingKey(RepeatableRequest request, string id) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(request.Key), outputLength: 32, salt: Encoding.UTF8.GetBytes(id));
}
