using System.Globalization;
using System.Text.RegularExpressions;
using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>Tables that count: MariaDB's <c>seq_1_to_100_step_2</c>, whose name says how far, and ClickHouse's <c>system.numbers</c>.</summary>
internal static partial class SequenceTables
{
    /// <summary>The number of rows, or null when the name is of another kind.</summary>
    public static double? Rows(TableSource.Table table, QueryFacts facts) =>
        IsEndless(table.Name, facts.Dialect) ? RowsOfEndless(table, facts) : Rows(table.Name, facts.Dialect);

    private static double RowsOfEndless(TableSource.Table table, QueryFacts facts) =>
        facts.Nodes.OfType<Query>().FirstOrDefault(q => EndsByLimit(q, table, facts)) is { Limit: { } limit }
            ? (Constants.NumberOf(limit.Count) ?? double.PositiveInfinity)
                + (limit.Offset is null ? 0 : Constants.NumberOf(limit.Offset) ?? double.PositiveInfinity)
            : double.PositiveInfinity;

    public static bool Contains(ObjectName name, SqlDialect dialect) => IsEndless(name, dialect) || Rows(name, dialect) is not null;

    private static double? Rows(ObjectName name, SqlDialect dialect)
    {
        if (dialect.Name != SqlDialect.MariaDb.Name || Shape().Match(name.Last.Text) is not { Success: true } match)
            return null;
        var (from, to) = (Number(match.Groups[1].Value), Number(match.Groups[2].Value));
        var step = match.Groups[3].Success ? Math.Max(1, Number(match.Groups[3].Value)) : 1;
        return Math.Abs(to - from) / step + 1;
    }

    /// <summary>ClickHouse's <c>system.numbers</c>, which only a limit ends.</summary>
    public static bool IsEndless(ObjectName name, SqlDialect dialect) =>
        dialect.Family == DialectFamily.ClickHouse
        && name.Parts is [{ Text: "system" }, { Text: "numbers" or "numbers_mt" or "zeros" or "zeros_mt" }];

    /// <summary>A SELECT of nothing else, which stops at its limit: no filter, order or group has to see more rows than it yields.</summary>
    private static bool EndsByLimit(Query query, TableSource.Table table, QueryFacts facts) =>
        query
            is {
                With: null,
                OrderBy.Count: 0,
                LimitBy: null,
                Limit.Percent: false,
                Body: QueryBody.Select
                {
                    From: [var only],
                    Where: null,
                    Prewhere: null,
                    GroupBy: null,
                    Having: null,
                    Qualify: null,
                    Distinct: null,
                } select
            }
        && ReferenceEquals(only, table)
        && select.Items.All(i => SqlTree.DescendantsAndSelf(i.Value).All(n => n is not Query && IsOfOneRow(n, facts)));

    private static bool IsOfOneRow(SqlNode node, QueryFacts facts) =>
        node is not Expression.FunctionCall call
        || (call.Over is null && facts.Functions.Find(call.Name.Last.Text) is { Classes: FunctionClasses.Scalar });

    private static double Number(string digits) => double.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^seq_([0-9]+)_to_([0-9]+)(?:_step_([0-9]+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}
