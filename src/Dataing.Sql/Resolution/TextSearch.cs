using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>SQL Server's CONTAINSTABLE and FREETEXTTABLE, whose first argument is a table and whose second are columns of it.</summary>
internal static class TextSearch
{
    public static bool Reads(Expression.FunctionCall call, SqlDialect dialect) =>
        dialect.Family == DialectFamily.SqlServer
        && (
            call.Name.Last.Text.Equals("containstable", StringComparison.OrdinalIgnoreCase)
            || call.Name.Last.Text.Equals("freetexttable", StringComparison.OrdinalIgnoreCase)
        );
}
