using System.Net;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Identity;

public sealed class SecondFactorTests(OneHost fixture, Services services) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_key_that_was_never_confirmed_changes_nothing()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var key = await client.PostAuthAsync("mfa/totp");
        ((string)key.Json["uri"]!).ShouldBe($"otpauth://totp/Monolith:{Uri.EscapeDataString(person.Email)}?secret={key.Json["secret"]}&issuer=Monolith");
        ((string)key.Json["qrSvg"]!).ShouldStartWith("<svg");
        (await client.PostAuthAsync("mfa/totp/confirm", new { code = "000000" })).Code.ShouldBe("identity.wrong_code");
        (await client.LoginAsync(person.Email, People.Password)).AccessToken.ShouldNotBeEmpty();
        ((bool)(await client.CredentialsAsync())["authenticator"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task With_an_authenticator_app_a_password_alone_signs_nobody_in()
    {
        using var guarded = await Host.GuardedAsync();
        using var client = Host.CreateClient();
        var first = await client.LoginAsync(guarded.Person.Email, People.Password);
        first.Status.ShouldBe(HttpStatusCode.OK);
        first.Json.ContainsKey("accessToken").ShouldBeFalse();
        first.Cookies.ShouldBeEmpty();
        first.Json["methods"]!.AsArray().Select(method => (string)method!).ShouldBe(["totp", "recoveryCode"]);

        var second = await client.SecondStepAsync((string)first.Json["mfaToken"]!, guarded.App.Code());
        second.Status.ShouldBe(HttpStatusCode.OK);
        (await client.GetAuthAsync("me", second.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.RefreshAsync(second.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Host.MailsAsync(guarded.Person.Email)).ShouldContain("An authenticator app was added");
    }

    [Fact]
    public async Task A_code_works_once_and_so_does_the_token_of_the_first_step()
    {
        using var guarded = await Host.GuardedAsync();
        using var client = Host.CreateClient();
        var (first, other) = (await client.FirstStepAsync(guarded.Person.Email), await client.FirstStepAsync(guarded.Person.Email));
        var code = guarded.App.Code();
        (await client.SecondStepAsync(first, code)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.SecondStepAsync(other, code)).Code.ShouldBe("identity.invalid_code");
        (await client.SecondStepAsync(first, guarded.App.Code(1))).Code.ShouldBe("identity.mfa_expired");
        (await client.SecondStepAsync(other, guarded.App.Code(1))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_is_good_in_its_own_step_and_in_one_on_each_side()
    {
        using var guarded = await Host.GuardedAsync();
        using var client = Host.CreateClient();
        (await TryAsync(-2)).Code.ShouldBe("identity.invalid_code");
        (await TryAsync(2)).Code.ShouldBe("identity.invalid_code");
        (await TryAsync(1)).Status.ShouldBe(HttpStatusCode.OK);

        (await guarded.Client.DeleteAuthAsync("mfa/totp")).ShouldBe(HttpStatusCode.NoContent);
        var app = new AuthenticatorApp((string)(await guarded.Client.PostAuthAsync("mfa/totp")).Json["secret"]!);
        (await guarded.Client.PostAuthAsync("mfa/totp/confirm", new { code = app.Code(-2) })).Code.ShouldBe("identity.wrong_code");
        await guarded.Client.ConfirmAsync(app);
        (await guarded.Client.CredentialsAsync())["authenticator"]!.GetValue<bool>().ShouldBeTrue("a code of the step before is good");

        async Task<AuthAnswer> TryAsync(int steps)
        {
            // Once more when the step ended meanwhile.
            string code;
            AuthAnswer answer;
            do
            {
                var token = await client.FirstStepAsync(guarded.Person.Email);
                code = guarded.App.Code(steps);
                answer = await client.SecondStepAsync(token, code);
            }
            while (code != guarded.App.Code(steps));
            return answer;
        }
    }

    [Fact]
    public async Task A_recovery_code_takes_the_place_of_the_app_once_however_it_is_typed()
    {
        using var guarded = await Host.GuardedAsync();
        guarded.RecoveryCodes.Distinct().Count().ShouldBe(10);
        // Twenty-four of 32 characters: 120 bits.
        foreach (var issued in guarded.RecoveryCodes)
            issued.ShouldMatch("^[A-Z2-7]{4}(-[A-Z2-7]{4}){5}$");
        using var client = Host.CreateClient();
        var code = guarded.RecoveryCodes[3];
        var typed = $" {code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)}";
        (await client.SecondStepAsync(await client.FirstStepAsync(guarded.Person.Email), typed, "recoveryCode"))
            .Status.ShouldBe(HttpStatusCode.OK);
        (await client.SecondStepAsync(await client.FirstStepAsync(guarded.Person.Email), code, "recoveryCode")).Code.ShouldBe("identity.invalid_code");
        ((int)(await guarded.Client.CredentialsAsync())["recoveryCodesLeft"]!).ShouldBe(9);
    }

    [Fact]
    public async Task A_fresh_set_of_recovery_codes_voids_the_earlier_one()
    {
        using var guarded = await Host.GuardedAsync();
        var fresh = (await guarded.Client.PostAuthAsync("mfa/recovery-codes")).Json["recoveryCodes"]!.AsArray();
        using var client = Host.CreateClient();
        (await client.SecondStepAsync(await client.FirstStepAsync(guarded.Person.Email), guarded.RecoveryCodes[0], "recoveryCode"))
            .Code.ShouldBe("identity.invalid_code");
        (await client.SecondStepAsync(await client.FirstStepAsync(guarded.Person.Email), (string)fresh[0]!, "recoveryCode"))
            .Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_the_app_the_password_alone_signs_in_again()
    {
        using var guarded = await Host.GuardedAsync();
        (await guarded.Client.PostAuthAsync("mfa/totp")).Code.ShouldBe("identity.mfa_on");
        (await guarded.Client.DeleteAuthAsync("mfa/totp")).ShouldBe(HttpStatusCode.NoContent);
        (await guarded.Client.DeleteAuthAsync("mfa/totp")).ShouldBe(HttpStatusCode.NoContent);
        (await guarded.Client.PostAuthAsync("mfa/recovery-codes")).Code.ShouldBe("identity.mfa_off");
        using var client = Host.CreateClient();
        (await client.LoginAsync(guarded.Person.Email, People.Password)).AccessToken.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_new_password_voids_the_token_of_a_first_step()
    {
        using var guarded = await Host.GuardedAsync();
        using var client = Host.CreateClient();
        var token = await client.FirstStepAsync(guarded.Person.Email);
        (await guarded.Client.PostAuthAsync("password/change", new { currentPassword = People.Password, newPassword = "another long and quiet sentence" }))
            .Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.SecondStepAsync(token, guarded.App.Code())).Code.ShouldBe("identity.mfa_expired");
    }

    [Theory]
    [InlineData("totp")]
    [InlineData("recoveryCode")]
    public async Task Of_many_uses_of_one_code_at_the_same_time_one_succeeds(string method)
    {
        await using var host = await MonolithHost.StartAsync(services);
        using var guarded = await host.GuardedAsync();
        using var client = host.CreateClient();
        var code = method == "totp" ? guarded.App.Code() : guarded.RecoveryCodes[0];
        var tokens = new List<string>();
        while (tokens.Count < 8)
            tokens.Add(await client.FirstStepAsync(guarded.Person.Email));
        var answers = await Task.WhenAll(tokens.Select(token => client.SecondStepAsync(token, code, method)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Code == "identity.invalid_code").ShouldBe(answers.Length - 1);
    }

    [Fact]
    public async Task Who_reads_the_database_finds_neither_key_nor_codes()
    {
        var settings = new Dictionary<string, string?> { ["Identity:KeyEncryptionKey"] = Convert.ToBase64String(new byte[32]) };
        await using var host = await MonolithHost.StartAsync(services, settings);
        using var guarded = await host.GuardedAsync();
        await using var source = NpgsqlDataSource.Create(host.ConnectionString);
        await using var dump = source.CreateCommand(
            """
            select string_agg(data::text, ' ') from (
              select data from identity.mt_doc_account union all select data from identity.mt_doc_onetimeticket
              union all select data from identity.mt_doc_usedup
              union all select data from monitoring.mt_doc_auditentry) as everything
            """);
        var stored = (string)(await dump.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        stored.ShouldContain("sealed:");
        stored.ShouldNotContain(guarded.App.Secret);
        foreach (var code in guarded.RecoveryCodes)
            stored.ShouldNotContain(code);
    }
}
