using Dataing.Sql.Dialects;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>Puts a query of one dialect into the words of another, where the meaning is kept.</summary>
public static class SqlTranspiler
{
    /// <exception cref="UntranslatableException">The target dialect cannot say it; the message says what.</exception>
    public static Query Transpile(Query query, SqlDialect from, SqlDialect to) =>
        ReferenceEquals(from, to) ? query : throw new UntranslatableException($"Translation from {from} to {to} is not built yet.");
}
