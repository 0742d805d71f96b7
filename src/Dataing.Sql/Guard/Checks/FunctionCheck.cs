using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>Every call, wherever it stands, is of a function that only computes.</summary>
internal static class FunctionCheck
{
    public static Finding? Examine(QueryFacts facts)
    {
        HashSet<SqlNode>? inFrom = null;
        foreach (var node in facts.Nodes)
        {
            var finding = node switch
            {
                TableSource.Function source => InFrom(source.Call),
                TableSource.RowsFrom rows => AllInFrom(rows),
                TableSource.LateralView view => InFrom(view.Call),
                TableSource.DocumentTable table => JudgeWord(table.Name, table),
                Expression.StaticCall call => OfType(call),
                Expression.MethodCall call => Method(call),
                Expression.FunctionCall call when inFrom?.Contains(call) != true => Judge(call, fromClause: false),
                Expression.MatchAgainst match => JudgeWord("match", match),
                _ => null,
            };
            if (finding is not null)
                return finding;
        }
        return null;

        Finding? InFrom(Expression.FunctionCall call)
        {
            (inFrom ??= new(ReferenceEqualityComparer.Instance)).Add(call);
            return Judge(call, fromClause: true);
        }

        // A method is judged by its name alone: what it stands behind is judged for itself.
        Finding? Method(Expression.MethodCall method)
        {
            (inFrom ??= new(ReferenceEqualityComparer.Instance)).Add(method.Call);
            return FunctionNames.IsMethod(method.Call.Name.Last.Text) ? null : NotAllowed(method.Call.Name.ToString(), method, facts);
        }

        Finding? OfType(Expression.StaticCall call) =>
            FunctionNames.IsTypeWithMethods(call.Type.Text) ? null : NotAllowed($"{call.Type.Text}::{call.Call.Name}", call, facts);

        Finding? AllInFrom(TableSource.RowsFrom rows)
        {
            Finding? first = null;
            foreach (var call in rows.Calls)
                first ??= InFrom(call);
            return first;
        }

        Finding? Judge(Expression.FunctionCall call, bool fromClause)
        {
            // Trino: a name alone before OVER is a measure of that window, never a call.
            if (call is { Bare: true, Over: not null } && facts.Dialect.Family == DialectFamily.Trino)
                return null;
            var found =
                call.Odbc && facts.Dialect.Family == DialectFamily.SqlServer
                    ? FunctionNames.FindOdbc(call.Name, facts)
                    : FunctionNames.Find(call.Name, facts);
            if (found is not { } entry)
                return NotAllowed(call.Name.ToString(), call, facts);
            if (NamedInText(call, facts) is { } named && !facts.Functions.IsAggregate(named))
                return NotAllowed(named, call, facts);
            return fromClause && !MayStandInFrom(entry, facts)
                ? new(RefusalCodes.Function, $"{call.Name} yields no rows and cannot stand in FROM.", call)
                : null;
        }

        Finding? JudgeWord(string name, SqlNode at) =>
            FunctionNames.Find(new ObjectName([new Identifier(name)]), facts) is null ? NotAllowed(name, at, facts) : null;
    }

    /// <summary>An aggregate that is named by a text: <c>list_aggregate(l, 'sum')</c>, <c>arrayReduce('sum', a)</c>.</summary>
    private static string? NamedInText(Expression.FunctionCall call, QueryFacts facts)
    {
        if (facts.Dialect.Family is not (DialectFamily.DuckDb or DialectFamily.ClickHouse))
            return null;
        var place = (facts.Dialect.Family, call.Name.Last.Text.ToLowerInvariant()) switch
        {
            (DialectFamily.DuckDb, "list_aggregate" or "list_aggr" or "aggregate" or "array_aggregate" or "array_aggr") => 1,
            (DialectFamily.ClickHouse, "arrayreduce" or "arrayreduceinranges" or "initializeaggregation") => 0,
            _ => -1,
        };
        return place < 0 || place >= call.Arguments.Count ? null
            : call.Arguments[place].Value is Expression.String { Value: var text } && text.Count(c => c == '(') <= 1
                ? text.Split('(')[0].Trim()
            : "named by an expression";
    }

    private static bool MayStandInFrom(FunctionEntry entry, QueryFacts facts) =>
        entry.Is(FunctionClasses.Table) || facts.Dialect.Family is DialectFamily.Postgres || entry.Classes == FunctionClasses.None;

    private static Finding NotAllowed(string name, SqlNode at, QueryFacts facts) =>
        new(
            RefusalCodes.Function,
            $"The function {name} is not on the list of {facts.Dialect.Name} functions that only compute.{Spelling.DidYouMean(facts.Functions.Near(name))}",
            at
        );
}
