// Stand-ins for types on their way, so that Core compiles. Whoever lands the real one deletes its lines here (and the file with the last).
#pragma warning disable IDE0130, IDE0161 // the real types live in these namespaces
namespace Dataing.Sql.Guard
{
    public sealed record QueryPolicy
    {
        public int RowCap { get; init; } = 1_000;
    }

    public sealed record CatalogSnapshot;

    public abstract record QueryVerdict
    {
        private QueryVerdict() { }

        public sealed record Allowed(CheckedQuery Query) : QueryVerdict;

        public sealed record Refused(string Code, string Message) : QueryVerdict;
    }

    public sealed class CheckedQuery
    {
        internal CheckedQuery(string text) => Text = text;

        public string Text { get; }
    }

    public static class QueryGuard
    {
        public static QueryVerdict Check(Syntax.Query query, Dialects.SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy) =>
            new QueryVerdict.Refused("not_yet", $"{query} {dialect} {catalog} {policy}");
    }
}
