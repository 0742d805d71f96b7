using System.Globalization;
using System.Net;
using Dataing.Core.DataSources;
using Npgsql;

namespace Dataing.Adapters.DataSources.Postgres;

/// <summary>Where the server is and how to connect. The password stays inside <see cref="Connection"/> and is never part of a message.</summary>
internal sealed record PostgresAddress(
    string Host,
    int Port,
    string Database,
    IReadOnlyList<string> Schemas,
    NpgsqlConnectionStringBuilder Connection
)
{
    private const int DefaultPort = 5432;
    private const string Form = "postgres://user:password@host:5432/database";

    private const string Known =
        "host, port, dbname, user, password, schemas, connect_timeout, application_name, sslmode, sslrootcert, sslcert, sslkey and channel_binding";

    /// <summary>For people: never more than host, port and database.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}/{Database}");

    public static PostgresAddress Parse(string location, TimeSpan connectTimeout)
    {
        if (!Uri.TryCreate(location, UriKind.Absolute, out var uri))
            throw Malformed("it cannot be read as a URL (special characters in the password must be percent-encoded)");
        var parameters = Parameters(uri.Query);
        var host = parameters.Remove("host", out var socket) ? socket : uri.Host.Trim('[', ']');
        var user = uri.UserInfo.Split(':', 2);
        var database = parameters.Remove("dbname", out var named) ? named : Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        if (host.Length == 0)
            throw Malformed("it names no host");
        if (database.Length == 0)
            throw Malformed("it names no database");
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = host,
            Port = uri.Port > 0 ? uri.Port : DefaultPort,
            Database = database,
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            SslMode = IsLocal(host) ? SslMode.Prefer : SslMode.VerifyFull,
            ApplicationName = "dataing",
            Timeout = (int)Math.Clamp(connectTimeout.TotalSeconds, 1, 1_024),
            CommandTimeout = 0,
            CancellationTimeout = 2_000,
            MaxPoolSize = PostgresSource.ParallelQueries + 1,
            ConnectionIdleLifetime = 30,
            NoResetOnClose = true,
            IncludeErrorDetail = false,
        };
        var schemas = parameters.Remove("schemas", out var list)
            ? list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];
        foreach (var (name, value) in parameters)
            Apply(builder, name, value);
        return new PostgresAddress(host, builder.Port, database, schemas, builder);
    }

    private static void Apply(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "sslmode":
                builder.SslMode = value switch
                {
                    "disable" => SslMode.Disable,
                    "allow" => SslMode.Allow,
                    "prefer" => SslMode.Prefer,
                    "require" => SslMode.Require,
                    "verify-ca" => SslMode.VerifyCA,
                    "verify-full" => SslMode.VerifyFull,
                    _ => throw Malformed("sslmode must be disable, allow, prefer, require, verify-ca or verify-full"),
                };
                break;
            case "sslrootcert":
                // "system" is libpq's word for the authorities that the machine trusts, which are asked anyway.
                builder.RootCertificate = value == "system" ? null : Existing(name, value);
                break;
            case "sslcert":
                builder.SslCertificate = Existing(name, value);
                break;
            case "sslkey":
                builder.SslKey = Existing(name, value);
                break;
            case "user":
                builder.Username = value;
                break;
            case "password":
                builder.Password = value;
                break;
            case "port":
                builder.Port = Number(name, value, 1, 65_535);
                break;
            case "connect_timeout":
                builder.Timeout = Number(name, value, 0, 1_024);
                break;
            case "channel_binding":
                builder.ChannelBinding = Enum.TryParse<ChannelBinding>(value, ignoreCase: true, out var binding)
                    ? binding
                    : throw Malformed("channel_binding must be disable, prefer or require");
                break;
            case "application_name":
                builder.ApplicationName = value;
                break;
            default:
                throw Malformed($"the parameter \"{name}\" is not known; known are {Known}");
        }
    }

    private static string Existing(string name, string path) =>
        File.Exists(path) ? path : throw Malformed($"there is no file {path}, which {name} names");

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Malformed(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number between {least} and {most}"));

    private static Dictionary<string, string> Parameters(string query)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            parameters[Uri.UnescapeDataString(pair[0])] = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
        }
        return parameters;
    }

    private static bool IsLocal(string host) =>
        host.StartsWith('/') || host == "localhost" || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);

    private static SourceException Malformed(string reason) =>
        new(SourceErrorKind.Configuration, $"The PostgreSQL address is not complete: {reason}. Expected {Form}.");
}
