using System.Net.Mail;
using Monolith.Shared.Infrastructure.Mail;

namespace Monolith.Tests.Unit.Shared;

public sealed class MailOptionsTests
{
    [Fact]
    public void A_server_with_starttls_and_a_password_is_fine() =>
        Failures(new() { Host = "mail.example.com", User = "mailer", Password = "secret" }).ShouldBeEmpty();

    [Fact]
    public void A_server_without_tls_and_password_is_the_operator_s_own_matter() =>
        Failures(new() { Host = "mail.example.com", Port = 25, Tls = false }).ShouldBeEmpty();

    [Fact]
    public void A_server_on_this_machine_may_hear_the_password_in_clear() =>
        Failures(new() { Host = "127.0.0.1", User = "mailer", Password = "secret", Tls = false }).ShouldBeEmpty();

    [Fact]
    public void Implicit_tls_is_refused_with_its_remedy() =>
        Failures(new() { Host = "mail.example.com", Port = 465 }).ShouldHaveSingleItem().ShouldContain("587");

    [Fact]
    public void A_password_never_goes_over_the_network_in_clear() =>
        Failures(new() { Host = "mail.example.com", User = "mailer", Password = "secret", Tls = false }).ShouldHaveSingleItem().ShouldContain("in clear");

    [Fact]
    public void A_user_without_password_is_half_a_setting() =>
        Failures(new() { Host = "mail.example.com", User = "mailer" }).ShouldHaveSingleItem().ShouldContain("belong together");

    [Theory]
    [InlineData(550, true)]
    [InlineData(554, true)]
    [InlineData(450, false)]
    [InlineData(421, false)]
    [InlineData(535, false)]
    [InlineData(-1, false)]
    public void Only_what_is_about_the_mail_itself_is_final(int status, bool isFinal) =>
        new SmtpException((SmtpStatusCode)status).IsFinal().ShouldBe(isFinal);

    private static IReadOnlyList<string> Failures(MailOptions.SmtpOptions smtp) =>
        [.. new MailOptionsValidator(requireSmtp: true).Validate(null, new() { Smtp = smtp }).Failures ?? []];
}
