using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Monolith.Host.Local;
using Npgsql;
using Weasel.Core;
using Weasel.Core.Migrations;

namespace Monolith.Host.Composition;

/// <summary>Turns what can stop a start into one sentence per problem; anything else stays an exception with its trace.</summary>
internal static class StartupFailure
{
    public static IEnumerable<string>? Sentences(Exception exception) => exception switch
    {
        StartupException startup => [startup.Message],
        OptionsValidationException invalid => invalid.Failures,
        AggregateException { InnerExceptions: var all } when all.All(inner => inner is OptionsValidationException) =>
            all.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures),
        IOException { InnerException: AddressInUseException } taken =>
            [$"{taken.Message.TrimEnd('.')}. Stop what listens there or choose another port with --port (or --urls)."],
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            ["The port may not be opened by this user; choose one above 1023."],
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } missing =>
            [$"The database is not set up ({missing.MessageText}); run migrate first."],
        DatabaseValidationException =>
            ["The database schema is not that of this version, and Database:AutoCreate=None keeps a node from changing it: "
                + "run migrate with the account that owns it."],
        SchemaMigrationException incompatible => incompatible.Message.Split(Environment.NewLine),
        _ => null,
    };
}
