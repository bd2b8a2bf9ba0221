using System.Net;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Identity;

/// <summary>The operator replaces the pepper and the key encryption key, and nobody notices.</summary>
public sealed class KeyReplacementTests(Services services)
{
    private static readonly string First = Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly string Second = Convert.ToBase64String([.. Enumerable.Repeat((byte)2, 32)]);

    [Fact]
    public async Task People_sign_in_under_new_keys_and_the_former_pepper_is_needed_only_until_they_have()
    {
        var database = await services.CreateMigratedDatabaseAsync();
        Person member;
        Guarded guarded;
        await using (var before = await StartAsync(database, ("KeyEncryptionKey", First), ("Passwords:Pepper", First)))
        {
            (member, var signedIn) = await before.MemberAsync();
            signedIn.Dispose();
            guarded = await before.GuardedAsync();
            guarded.Dispose();
        }

        var sealedBefore = await SealedKeyAsync(database, guarded.Person.Email);
        (string, string)[] renewed =
            [("KeyEncryptionKey", Second), ("FormerKeyEncryptionKeys:0", First), ("Passwords:Pepper", Second), ("Passwords:PepperVersion", "2")];
        await using (var after = await StartAsync(database, [.. renewed, ("Passwords:FormerPeppers:1", First)]))
        {
            using var client = after.CreateClient();
            (await client.LoginAsync(member.Email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);
            (await client.LoginAsync(member.Email, "a wrong and quiet sentence")).Status.ShouldBe(HttpStatusCode.Unauthorized);
            await EnterAsync(client, guarded, guarded.App.Code(), "totp");
            await EnterAsync(client, guarded, guarded.RecoveryCodes[0], "recoveryCode");
        }

        (await SealedKeyAsync(database, guarded.Person.Email)).ShouldNotBe(sealedBefore);
        await using var last = await StartAsync(database, renewed);
        using var visitor = last.CreateClient();
        (await visitor.LoginAsync(member.Email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);
        await EnterAsync(visitor, guarded, guarded.App.Code(1), "totp");
    }

    private static async Task EnterAsync(HttpClient client, Guarded guarded, string code, string method)
    {
        var token = await client.FirstStepAsync(guarded.Person.Email);
        (await client.SecondStepAsync(token, code, method)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private Task<MonolithHost> StartAsync(string database, params (string Name, string Value)[] identity) =>
        MonolithHost.StartAsync(
            services,
            identity.ToDictionary(setting => $"Identity:{setting.Name}", setting => (string?)setting.Value)
                .Append(new("ConnectionStrings:Postgres", database))
                .ToDictionary());

    private static async Task<string> SealedKeyAsync(string database, string email)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var select = source.CreateCommand("select data -> 'Authenticator' ->> 'SealedKey' from identity.mt_doc_account where normalized_email = upper($1)");
        select.Parameters.Add(new() { Value = email });
        return (string)(await select.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
