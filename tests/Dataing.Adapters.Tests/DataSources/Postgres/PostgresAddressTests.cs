using Dataing.Adapters.DataSources.Postgres;
using Dataing.Core.DataSources;
using Npgsql;

namespace Dataing.Adapters.Tests.DataSources.Postgres;

public sealed class PostgresAddressTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    [Fact]
    public void Reads_all_parts()
    {
        var address = PostgresAddress.Parse("postgresql://me:p%40ss%2Fw@db.example.com:5433/my%20db?sslmode=require&schemas=a,b", Timeout);
        address.ToString().ShouldBe("db.example.com:5433/my db");
        address.Connection.Password.ShouldBe("p@ss/w");
        address.Connection.SslMode.ShouldBe(SslMode.Require);
        address.Schemas.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("postgres://me@db.example.com/d", SslMode.VerifyFull)]
    [InlineData("postgres://me@localhost/d", SslMode.Prefer)]
    [InlineData("postgres://me@[::1]/d", SslMode.Prefer)]
    [InlineData("postgres:///d?host=/var/run/postgresql", SslMode.Prefer)]
    public void Trusts_no_server_across_a_network_unseen(string url, SslMode expected) =>
        PostgresAddress.Parse(url, Timeout).Connection.SslMode.ShouldBe(expected);

    [Fact]
    public void Reads_what_other_clients_write_as_parameters()
    {
        var address = PostgresAddress.Parse(
            "postgresql:///?host=/run/pg&port=6432&dbname=my%20db&user=me&password=p%26w&connect_timeout=3&channel_binding=require&sslrootcert=system",
            Timeout
        );
        address.ToString().ShouldBe("/run/pg:6432/my db");
        var connection = address.Connection;
        (connection.Username, connection.Password, connection.Timeout).ShouldBe(("me", "p&w", 3));
        (connection.ChannelBinding, connection.RootCertificate).ShouldBe((ChannelBinding.Require, null));
    }

    [Theory]
    [InlineData("postgres://me@h/d?sslrootcert=/no/such/authority.pem", "no file /no/such/authority.pem")]
    [InlineData("postgres://me@h/d?connect_timeout=soon", "connect_timeout must be a number between 0 and 1024")]
    [InlineData("postgres://me@h/d?port=70000", "port must be a number between 1 and 65535")]
    [InlineData("postgres://me@h/d?options=-cx%3Dy", "\"options\" is not known; known are host, port")]
    public void A_parameter_that_cannot_be_used_is_said(string url, string says) =>
        Should.Throw<SourceException>(() => PostgresAddress.Parse(url, Timeout)).Message.ShouldContain(says);

    [Theory]
    [InlineData("postgres://me:pa55word@host")]
    [InlineData("postgres://me:pa55word@/d")]
    [InlineData("postgres://me:pa55word@host/d?sslmode=pa55word")]
    [InlineData("postgres://me:pa55word@host/d?unknown=pa55word")]
    [InlineData("postgres://me:pa55word#@host/d")]
    [InlineData("postgres://me:pa55word@host:port/d")]
    public void An_incomplete_address_is_refused_without_its_password(string url)
    {
        var failure = Should.Throw<SourceException>(() => PostgresAddress.Parse(url, Timeout));
        failure.Kind.ShouldBe(SourceErrorKind.Configuration);
        failure.Message.ShouldNotContain("pa55word");
    }
}
