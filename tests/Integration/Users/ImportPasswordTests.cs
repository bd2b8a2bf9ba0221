using System.Net;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Npgsql;

namespace Monolith.Tests.Integration.Users;

/// <summary>Whoever is imported with the hash of a password signs in with it, and then it is a hash like all others.</summary>
public sealed class ImportPasswordTests(OneHost fixture) : IClassFixture<OneHost>
{
    /// <summary>Of "U*U*U": a vector that Openwall publishes with crypt_blowfish.</summary>
    private const string BcryptHash = "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a";

    private readonly string mark = $"m{Guid.CreateVersion7():N}";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Passwords_of_elsewhere_open_the_account_and_are_hashed_anew()
    {
        using var admin = await Host.AdminAsync();
        var version3 = new PasswordHasher<object>().HashPassword(new object(), "a password of elsewhere");
        var import = await Host.ImportAsync(
            admin, $"email,name,passwordHash\n{Address("ada")},Ada,{BcryptHash}\n{Address("grace")},Grace,{version3}\n{Address("eve")},Eve,5f4dcc3b5aa765d61d8327deb882cf99\n", "?invite=true");
        import.Counts().ShouldBe("completed: 2 created, 0 updated, 0 unchanged, 1 failed of 3");
        ((int)import["errors"]![0]!["row"]!, (string)import["errors"]![0]!["field"]!).ShouldBe((4, "passwordHash"));
        (await Host.MailsAsync(Address("ada"))).ShouldBeEmpty();

        foreach (var (name, password) in new[] { ("ada", "U*U*U"), ("grace", "a password of elsewhere") })
        {
            (await StoredAsync($"select data ->> 'PasswordHash' from identity.mt_doc_account where normalized_email ilike '{Address(name)}'")).ShouldStartWith("foreign:");
            using var wrong = Host.CreateClient();
            (await wrong.PostAuthAsync("login", new { email = Address(name), password = password + "!" })).Status.ShouldBe(HttpStatusCode.Unauthorized);
            using var signedIn = await Host.SignInAsync(Address(name), password);
            (await admin.StatusOfAsync(await signedIn.OwnIdAsync())).ShouldBe("active");
            (await StoredAsync($"select data ->> 'PasswordHash' from identity.mt_doc_account where normalized_email ilike '{Address(name)}'")).ShouldStartWith("p1:$2b$");
            using var again = await Host.SignInAsync(Address(name), password);
        }

        // Nothing of it is left with the rows, or where it waited.
        (await StoredAsync($"select data::text from users.mt_doc_importbatch where import_id = '{import["id"]}'")).ShouldNotContain("$2a$");
        (await StoredAsync("select count(*)::text from identity.mt_doc_broughtpassword")).ShouldBe("0");
    }

    [Fact]
    public async Task They_are_taken_back_with_their_people_unless_somebody_changed_them()
    {
        using var admin = await Host.AdminAsync();
        var import = await Host.ImportAsync(admin, $"email,name,passwordHash\n{Address("ada")},Ada,{BcryptHash}");
        (await admin.ChangesAsync(import)).ShouldBe([$"2 create; email:  -> {Address("ada")}; displayName:  -> Ada; status: invited -> active"]);
        var undone = await Host.GoOnAsync(admin, import, "undo");
        ((int)undone["undone"]!, (await admin.PersonAsync(Address("ada"))) is null).ShouldBe((1, true));
    }

    [Fact]
    public async Task Who_is_known_keeps_the_own_password()
    {
        using var admin = await Host.AdminAsync();
        var (person, member) = await Host.MemberAsync();
        member.Dispose();
        await Host.ImportAsync(admin, $"email,name,passwordHash\n{person.Email},Changed,{BcryptHash}");
        using var still = await Host.SignInAsync(person.Email, People.Password);
    }

    [Fact]
    public async Task Only_who_may_manage_roles_brings_them()
    {
        using var admin = await Host.AdminAsync();
        using var clerk = (await Host.PersonAsync(admin, await admin.NewRoleAsync("users.read", "users.write"))).Client;
        var (status, json, _) = await clerk.SendFileAsync(Encoding.UTF8.GetBytes($"email,name,passwordHash\n{Address("ada")},Ada,{BcryptHash}"));
        (status, (string)json["code"]!).ShouldBe((HttpStatusCode.Forbidden, "users.import_passwords_forbidden"));
        (await clerk.SendFileAsync(Encoding.UTF8.GetBytes($"email,name,passwordHash\n{Address("ada")},Ada,{BcryptHash}"), "?mapping=passwordHash:"))
            .Status.ShouldBe(HttpStatusCode.Accepted);
    }

    private async Task<string> StoredAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var select = source.CreateCommand(sql);
        return (string)(await select.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private string Address(string name) => $"{name}.{mark}@people.test";
}
