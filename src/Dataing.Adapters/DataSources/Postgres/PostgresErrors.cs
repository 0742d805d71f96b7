using System.Net.Sockets;
using Dataing.Core.DataSources;
using Npgsql;

namespace Dataing.Adapters.DataSources.Postgres;

/// <summary>Says the server's and the driver's failures in the project's words, without row values and without the connection string.</summary>
internal static class PostgresErrors
{
    public static bool Concerns(Exception e) =>
        e is NpgsqlException or IOException or SocketException or TimeoutException or InvalidOperationException;

    public static Exception Translate(Exception e, PostgresAddress address) =>
        e switch
        {
            PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => new OperationCanceledException(
                "PostgreSQL stopped the query.",
                e
            ),
            PostgresException server => FromServer(server, address),
            InvalidOperationException => new SourceException(
                SourceErrorKind.Unavailable,
                $"The connection to {address} could not be used; is the address complete?",
                e
            ),
            _ when IsAboutPassword(e) => new SourceException(
                SourceErrorKind.Authentication,
                $"The server at {address} asks for a password; set PGPASSWORD, or give it in the URL.",
                e
            ),
            _ when HasNoTls(e) => new SourceException(
                SourceErrorKind.Unavailable,
                $"The server at {address} offers no TLS; ?sslmode=disable connects without it, where the network may be trusted.",
                e
            ),
            _ when IsAboutTls(e) => new SourceException(
                SourceErrorKind.Unavailable,
                $"No trusted TLS connection to {address}: give the authority's certificate as ?sslrootcert=FILE, or ?sslmode=require to accept any.",
                e
            ),
            _ => new SourceException(
                SourceErrorKind.Unavailable,
                $"The server at {address} does not answer, or the connection broke; check that it runs and can be reached.",
                e
            ),
        };

    private static SourceException FromServer(PostgresException e, PostgresAddress address)
    {
        var (kind, message) = e.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => (
                SourceErrorKind.Authentication,
                $"The server at {address} refused the user name or password; check both, and that the role may log in from here."
            ),
            PostgresErrorCodes.InvalidCatalogName => (
                SourceErrorKind.NotFound,
                $"There is no database \"{address.Database}\" on the server."
            ),
            PostgresErrorCodes.InsufficientPrivilege => (SourceErrorKind.Permission, $"{Text(e)}; grant SELECT, or query another table."),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => (SourceErrorKind.NotFound, Text(e)),
            PostgresErrorCodes.ReadOnlySqlTransaction => (SourceErrorKind.PolicyViolation, $"Only reading is allowed here: {Text(e)}."),
            PostgresErrorCodes.LockNotAvailable => (SourceErrorKind.Throttled, "A table is locked by another session; try again."),
            PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ConfigurationLimitExceeded => (
                SourceErrorKind.Throttled,
                "The server has no free connection; try again later."
            ),
            PostgresErrorCodes.SerializationFailure => (SourceErrorKind.Throttled, "The standby had to break off the query; try again."),
            // A materialized view that was never filled: the sentence names nothing but the view.
            PostgresErrorCodes.ObjectNotInPrerequisiteState => (SourceErrorKind.DataError, $"{Text(e)}; {e.Hint ?? "query another table"}"),
            PostgresErrorCodes.RaiseException => (
                SourceErrorKind.DataError,
                "A view or a function of the query raised an error of its own; query the tables that it reads."
            ),
            PostgresErrorCodes.FeatureNotSupported => (SourceErrorKind.Unsupported, Text(e)),
            ['4', '2', ..] => (SourceErrorKind.Syntax, e.Hint is { Length: > 0 } hint ? $"{Text(e)}. {hint}" : Text(e)),
            ['2', '2', ..] or ['2', '1', ..] => (
                SourceErrorKind.DataError,
                "A value could not be converted or computed (a cast, a date, a division by zero); filter such values out first."
            ),
            ['5', '3', ..] or ['5', '4', ..] => (
                SourceErrorKind.ResourceLimit,
                "The query needs more than the server gives; aggregate or filter more."
            ),
            ['0', '8', ..] or ['5', '7', ..] => (
                SourceErrorKind.Unavailable,
                $"The server at {address} ended the connection; check that it runs, and try again."
            ),
            ['2', '5', ..] or ['0', 'A', ..] or ['3', '4', ..] => (SourceErrorKind.PolicyViolation, "Only one plain query may run here."),
            _ => (SourceErrorKind.Internal, "PostgreSQL failed while it ran the query; write it differently."),
        };
        return new SourceException(kind, message, e) { NativeCode = e.SqlState };
    }

    /// <summary>The server's sentence names things of the query and the schema; details, which quote rows, are switched off.</summary>
    private static string Text(PostgresException e) => e.MessageText.TrimEnd('.');

    private static bool IsAboutPassword(Exception e) => e.Message.Contains("password", StringComparison.OrdinalIgnoreCase);

    private static bool HasNoTls(Exception e) => e.Message.Contains("SSL connection requested", StringComparison.Ordinal);

    private static bool IsAboutTls(Exception e) =>
        e.InnerException is System.Security.Authentication.AuthenticationException || e.Message.Contains("SSL", StringComparison.Ordinal);
}
