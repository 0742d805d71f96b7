using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>What of a row is measured: a column, or what an expression makes of some.</summary>
/// <param name="Name">In words: "orders.amount", "length(sku)".</param>
/// <param name="Value">Over the rows under the name <see cref="Ask.Rows"/>.</param>
/// <param name="Columns">Those it is made of, in order of mention.</param>
internal sealed record MeasuredValue(string Name, Expression Value, IReadOnlyList<string> Columns)
{
    public bool IsColumn => Value is Expression.Column;

    public static MeasuredValue OfColumn(TableSchema table, string column) =>
        new($"{table.Name.Name}.{column}", Term.Column(Ask.Rows, column), [column]);

    public static MeasuredValue OfExpression(TableSchema table, Expression expression, string text) =>
        new(text, Qualified.Over(expression, Ask.Rows), [.. ExpressionMetric.Mentioned(table, expression)]);
}
