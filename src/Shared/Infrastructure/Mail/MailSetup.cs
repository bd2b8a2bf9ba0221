using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Mail;

public static class MailSetup
{
    /// <summary>SMTP where a server is configured; in Development without one, a mailbox page at <c>/dev/mail</c>.</summary>
    public static IHostApplicationBuilder AddMail(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Mail");
        builder.Services.AddOptions<MailOptions>().Bind(section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<MailOptions>>(new MailOptionsValidator(requireSmtp: !builder.Environment.IsDevelopment()));
        if (KeepsMailHere(builder.Environment, builder.Configuration))
        {
            builder.Services.AddSingleton<IMailer, DevelopmentMailbox>();
            builder.Services.ConfigureMarten(options => options.Schema.For<KeptMail>().DatabaseSchemaName("mail"));
        }
        else
        {
            builder.Services.AddSingleton<SmtpConnections>();
            builder.Services.AddSingleton<IMailer, SmtpMailer>();
        }

        return builder;
    }

    public static IEndpointRouteBuilder MapDevelopmentMailbox(this IEndpointRouteBuilder routes)
    {
        if (KeepsMailHere(routes.ServiceProvider.GetRequiredService<IHostEnvironment>(), routes.ServiceProvider.GetRequiredService<IConfiguration>()))
            MailboxPage.Map(routes);
        return routes;
    }

    private static bool KeepsMailHere(IHostEnvironment environment, IConfiguration configuration) =>
        environment.IsDevelopment() && string.IsNullOrWhiteSpace(configuration["Mail:Smtp:Host"]);
}
