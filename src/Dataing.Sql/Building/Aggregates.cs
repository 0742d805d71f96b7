using System.Globalization;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Building;

/// <summary>Aggregate and window functions.</summary>
public static class Aggregates
{
    extension(Term)
    {
        /// <summary>count(*)</summary>
        public static Expression.FunctionCall Count() => Term.Call("count", Term.Star);

        /// <summary>Rows in which the value is not NULL.</summary>
        public static Expression.FunctionCall Count(Expression value) => Term.Call("count", value);

        public static Expression.FunctionCall CountDistinct(Expression value) => Term.Call("count", value) with { Distinct = true };

        public static Expression.FunctionCall Sum(Expression value) => Term.Call("sum", value);

        /// <summary>Rows that meet the condition; NULL over no rows.</summary>
        public static Expression.FunctionCall CountWhere(Expression condition) => Term.Sum(Term.Flag(condition));

        /// <summary>The sum over the rows that meet the condition; NULL over no rows.</summary>
        public static Expression.FunctionCall SumWhere(Expression condition, Expression value) =>
            Term.Sum(Term.Case().When(condition, value).Else(Term.Zero));

        public static Expression.FunctionCall Average(Expression value) => Term.Call("avg", value);

        public static Expression.FunctionCall Min(Expression value) => Term.Call("min", value);

        public static Expression.FunctionCall Max(Expression value) => Term.Call("max", value);

        /// <summary>Standard deviation of a sample.</summary>
        public static Expression.FunctionCall StandardDeviation(Expression value) => Term.Call("stddev_samp", value);

        /// <summary>The value below which the share <paramref name="portion"/> (0 to 1) of the values lies, interpolated. SQLite has none.</summary>
        public static Expression.FunctionCall Quantile(Expression value, double portion)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(portion);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(portion, 1);
            return Term.Call(
                "quantile_cont",
                value,
                new Expression.Number(portion.ToString("0.0###############", CultureInfo.InvariantCulture))
            );
        }

        public static Expression.FunctionCall Median(Expression value) => Term.Quantile(value, 0.5);

        public static Expression.FunctionCall RowNumber() => Term.Call("row_number");

        /// <summary>The value of an earlier row of the window.</summary>
        public static Expression.FunctionCall Lag(Expression value, int rows = 1) => Term.Call("lag", value, Term.Number(rows));

        public static Expression.FunctionCall Lead(Expression value, int rows = 1) => Term.Call("lead", value, Term.Number(rows));
    }

    /// <summary>Only rows that meet the condition count: FILTER where the dialect has it, CASE elsewhere.</summary>
    public static Expression.FunctionCall Filtered(this Expression.FunctionCall aggregate, Expression condition) =>
        aggregate with
        {
            Filter = aggregate.Filter is null ? condition : aggregate.Filter.And(condition),
        };

    public static Expression.FunctionCall Over(
        this Expression.FunctionCall function,
        IEnumerable<Expression>? partitionBy = null,
        IEnumerable<OrderItem>? orderBy = null
    ) =>
        function with
        {
            Over = new Over(
                null,
                new WindowSpecification { PartitionBy = (partitionBy ?? []).ToSqlList(), OrderBy = (orderBy ?? []).ToSqlList() }
            ),
        };

    /// <summary>Over the rows that share the values of <paramref name="partitionBy"/>, in ascending order of <paramref name="orderBy"/>.</summary>
    public static Expression.FunctionCall Over(
        this Expression.FunctionCall function,
        IEnumerable<Expression> partitionBy,
        IEnumerable<Expression> orderBy
    ) => function.Over(partitionBy, orderBy.Select(o => new OrderItem(o)));

    public static OrderItem Ascending(this Expression value) => new(value, SortDirection.Ascending);

    public static OrderItem Descending(this Expression value) => new(value, SortDirection.Descending);

    /// <summary>Gives a selected expression its name.</summary>
    public static SelectItem As(this Expression value, string alias) => new(value, Term.Name(alias));
}
