using Dataing.Analysis.Localisation;
using Dataing.Analysis.Queries;
using Dataing.Core.Alerts;
using Dataing.Core.DataSources;
using Dataing.Core.Investigations;
using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>Takes an aggregate SQL expression apart into what is added up above and below the line.</summary>
internal static class ExpressionMetric
{
    private const string Above = "dataing_above";
    private const string Below = "dataing_below";

    /// <summary>Reads one expression or condition; null when the text is not one.</summary>
    public static Expression? Parse(string text, SqlDialect dialect)
    {
        if (SqlParser.ParseQuery($"SELECT {text}", dialect) is not ParseOutcome.Parsed { Query: var query })
            return null;
        return
            query is { With: null, Limit: null, OrderBy.Count: 0, Body: QueryBody.Select { From.Count: 0, Where: null, Items: [{ } item] } }
            ? item.Value
            : null;
    }

    /// <summary>The metric in additive form; null when it cannot be taken apart.</summary>
    public static Metric? Of(TableSchema table, Expression expression, string text, TimeAxis? time)
    {
        RequireColumns(table, expression);
        if (Ratio.Of(expression, time) is not { } ratio)
            return null;
        var hits = ratio.Above.IsFlag;
        var countsRows = ratio is { IsShare: false, Below: not null } && ratio.Above.PerRow.Equals(Term.One);
        var form = ratio.Below is { } below
            ? hits && below.IsFlag && !countsRows
                ? MetricForm.Rate
                : MetricForm.Mean
            : hits
                ? MetricForm.Count
                : MetricForm.Sum;
        var copied = Copied(table, expression);
        var above =
            ratio.Scale == 1 || form is MetricForm.Rate or MetricForm.Count
                ? ratio.Above.PerRow
                : ratio.Above.PerRow.Times(Term.Number(ratio.Scale));
        var rows = SelectBuilder
            .From(Ask.Table(table.Name, "b"))
            .Select(
                new SelectItem(new Expression.Star(new ObjectName([Term.Name("b")]))),
                above.As(Above),
                (ratio.Below?.PerRow ?? Term.One).As(Below)
            )
            .ToQuery();
        var value = Term.Column(Ask.Rows, Above);
        var squares = !countsRows && ratio.Below is null or { IsFlag: true } && form is MetricForm.Mean or MetricForm.Sum;
        return new Metric
        {
            Table = table,
            Subject = copied is null ? Subject.Custom : Subject.Duplicates,
            Form = form,
            Name = $"{text} over {table.Name.Name}",
            Unit = form switch
            {
                MetricForm.Rate => "fraction",
                MetricForm.Count => "rows",
                _ => "",
            },
            From = Relation.Derived(rows, Ask.Rows),
            Numerator = value,
            Denominator = Term.Column(Ask.Rows, Below),
            Squared = squares ? Ask.Real(value).Times(Ask.Real(value)) : null,
            Bad = form == MetricForm.Rate ? value.EqualTo(Term.One) : null,
            Columns = copied is not null ? [copied] : [.. Mentioned(table, expression)],
            CountsRows = countsRows,
        };
    }

    /// <summary>The key whose copies are counted: COUNT(*) - COUNT(DISTINCT k), 1 - COUNT(DISTINCT k) / COUNT(*), or the former per row.</summary>
    private static string? Copied(TableSchema table, Expression expression)
    {
        var all = Ratio.Bare(expression);
        if (all is Expression.Binary { Operator: BinaryOperator.Divide } quotient && IsRows(quotient.Right))
            all = Ratio.Bare(quotient.Left);
        if (all is Expression.Binary { Operator: BinaryOperator.Multiply, Right: Expression.Number } scaled)
            all = Ratio.Bare(scaled.Left);
        if (all is not Expression.Binary { Operator: BinaryOperator.Subtract } difference)
            return null;
        if (IsRows(difference.Left))
            return Distinct(table, difference.Right);
        return
            difference.Left is Expression.Number { Text: "1" or "1.0" }
            && Ratio.Bare(difference.Right) is Expression.Binary { Operator: BinaryOperator.Divide } share
            && IsRows(share.Right)
            ? Distinct(table, share.Left)
            : null;
    }

    private static string? Distinct(TableSchema table, Expression expression) =>
        Unscaled(expression) is Expression.FunctionCall { Distinct: true, Filter: null, Arguments: [{ Value: Expression.Column key }] } call
        && call.Name.Last.Text.Equals("COUNT", StringComparison.OrdinalIgnoreCase)
            ? table.FindColumn(key.Last.Text)?.Name
            : null;

    private static bool IsRows(Expression expression) =>
        Unscaled(expression)
            is Expression.FunctionCall
            {
                Distinct: false,
                Filter: null,
                Arguments: [] or [{ Value: Expression.Star or Expression.Number }]
            } call
        && call.Name.Last.Text.Equals("COUNT", StringComparison.OrdinalIgnoreCase);

    private static Expression Unscaled(Expression expression) =>
        Ratio.Bare(expression) is Expression.Binary { Operator: BinaryOperator.Multiply, Right: Expression.Number } product
            ? Ratio.Bare(product.Left)
            : Ratio.Bare(expression);

    /// <summary>The table's columns that an expression reads, in order of mention.</summary>
    public static IEnumerable<string> Mentioned(TableSchema table, Expression expression) =>
        SqlTree
            .DescendantsAndSelf(expression)
            .OfType<Expression.Column>()
            .Select(c => table.FindColumn(c.Last.Text)?.Name)
            .OfType<string>()
            .Distinct();

    private static void RequireColumns(TableSchema table, Expression expression)
    {
        foreach (var column in SqlTree.DescendantsAndSelf(expression).OfType<Expression.Column>())
            TableResolver.Column(table, column.Last.Text);
    }
}
