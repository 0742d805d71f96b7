namespace Dataing.Sql.Parsing;

/// <summary>A text that cannot be read as one query; <see cref="Error"/> says where and why.</summary>
public sealed class SqlSyntaxException : Exception
{
    public SqlSyntaxException(SqlSyntaxError error)
        : base(error?.ToString()) => Error = error ?? throw new ArgumentNullException(nameof(error));

    public SqlSyntaxError Error { get; }
}
