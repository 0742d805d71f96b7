using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Guard;
using Dataing.Sql.Parsing;
using Dataing.Sql.Pii;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Core.Reasoning.Egress;

/// <summary>What a recorded result holds, told from its query: which columns are personal data, and how many rows of data a row stands for.</summary>
internal sealed class ResultReading
{
    private readonly Evidence _evidence;
    private readonly Query? _query;
    private readonly HashSet<string> _counts;
    private readonly SqlDialect? _dialect;

    private ResultReading(
        Evidence evidence,
        SqlDialect? dialect,
        Query? query,
        IReadOnlyList<PiiColumn> columns,
        IReadOnlyList<ColumnOrigin> reads
    )
    {
        _evidence = evidence;
        _query = query;
        Columns = columns;
        Reads = reads;
        _dialect = dialect;
        var selects = query is null ? [] : SqlTree.DescendantsAndSelf(query).OfType<QueryBody.Select>().ToList();
        IsAggregate = selects.Exists(s => s.GroupBy is not null || s.Distinct is not null || s.Items.Any(i => Calls(i).Any(Folds)));
        _counts = CountsOf(selects);
    }

    /// <summary>Its rows stand for groups of rows.</summary>
    public bool IsAggregate { get; }

    /// <summary>A column for each of the result's, with its kind where its name or its origin gives it away.</summary>
    public IReadOnlyList<PiiColumn> Columns { get; }

    /// <summary>Every column of the source that the query reads, also in conditions.</summary>
    public IReadOnlyList<ColumnOrigin> Reads { get; }

    public static ResultReading Of(Evidence evidence, SqlDialect? dialect, CatalogSnapshot catalog)
    {
        if (dialect is null || SqlParser.ParseQuery(evidence.Sql, dialect) is not ParseOutcome.Parsed parsed)
            return new ResultReading(evidence, dialect, null, [.. evidence.Columns.Select(ByName)], []);
        var plan = PiiPlan.For(parsed.Query, dialect, catalog, QueryPolicy.Default);
        var bound = BoundQuery.Bind(parsed.Query, dialect, catalog);
        return new ResultReading(
            evidence,
            dialect,
            parsed.Query,
            plan.Match(evidence.Columns),
            [.. bound.Reads.OrderBy(r => r.ToString(), StringComparer.Ordinal)]
        );
    }

    /// <summary>The texts of a column that say something.</summary>
    public IReadOnlyList<string> Texts(int column) =>
        [
            .. _evidence
                .Rows.Where(row => column < row.Count)
                .Select(row => row[column])
                .OfType<string>()
                .Where(t => !string.IsNullOrWhiteSpace(t)),
        ];

    /// <summary>
    /// Rows of the data that a row of the result stands for: one where the query groups nothing, what it counts where it counts, null where
    /// it cannot be told.
    /// </summary>
    public double? GroupSize(IReadOnlyList<object?> row)
    {
        if (_query is not null && !IsAggregate)
            return 1;
        var counted = Enumerable
            .Range(0, Math.Min(row.Count, _evidence.Columns.Count))
            .Where(i => _query is null ? row[i] is long : _counts.Contains(_evidence.Columns[i]))
            .Select(i => CellText.ToNumber(row[i]))
            .OfType<double>()
            .Select(Math.Abs)
            .ToList();
        return counted.Count == 0 ? null : counted.Max();
    }

    /// <summary>Texts and numbers that the query compares with one of these columns.</summary>
    public IEnumerable<string> LiteralsBeside(IReadOnlySet<string> columns) =>
        _query is null
            ? []
            : SqlTree
                .DescendantsAndSelf(_query)
                .Where(IsComparison)
                .Where(node =>
                    SqlTree.DescendantsAndSelf(node).OfType<Expression.Column>().Any(c => c.Parts.Any(p => columns.Contains(p.Text)))
                )
                .SelectMany(SqlTree.DescendantsAndSelf)
                .Select(node =>
                    node switch
                    {
                        Expression.String s => s.Value.Trim('%'),
                        Expression.Number n => n.Text,
                        Expression.Typed t => t.Value,
                        _ => "",
                    }
                );

    private static PiiColumn ByName(string name) => new(name, ColumnNames.Kind(name), IsDirect: true);

    private static bool IsComparison(SqlNode node) =>
        node
            is Expression.Binary
                or Expression.InList
                or Expression.InValue
                or Expression.Between
                or Expression.Like
                or Expression.IsDistinct
                or Expression.Quantified
                or Expression.Case;

    private static IEnumerable<Expression.FunctionCall> Calls(SelectItem item) =>
        SqlTree.DescendantsAndSelf(item).OfType<Expression.FunctionCall>().Where(c => c.Over is null);

    private bool Folds(Expression.FunctionCall call) =>
        IsCount(call)
        || (_dialect is not null && FunctionCatalogue.For(_dialect).Find(call.Name.ToString())?.Is(FunctionClasses.Aggregate) == true);

    private static bool IsCount(Expression.FunctionCall call) =>
        call.Name.Last.Text.ToLowerInvariant() is "count" or "count_if" or "countif" or "count_big" or "count_star";

    /// <summary>Columns that count rows, under all the names they are handed on by.</summary>
    private static HashSet<string> CountsOf(List<QueryBody.Select> selects)
    {
        var counts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var items = selects.SelectMany(s => s.Items).ToList();
        bool grew;
        do
        {
            grew = false;
            foreach (var item in items.Where(i => Counts(i.Value, counts)))
                grew |= counts.Add(item.Alias?.Text ?? (item.Value as Expression.Column)?.Last.Text ?? "count_star()");
        } while (grew);
        return counts;
    }

    private static bool Counts(Expression value, HashSet<string> counts) =>
        value switch
        {
            Expression.Column c => counts.Contains(c.Last.Text),
            Expression.Cast c => Counts(c.Value, counts),
            Expression.FunctionCall call when IsCount(call) => true,
            Expression.FunctionCall { Arguments: [var only, ..] } call
                when call.Name.Last.Text.ToLowerInvariant() is "sum" or "coalesce" or "max" => SqlTree
                .Children(only)
                .OfType<Expression>()
                .Any(e => Counts(e, counts)),
            _ => false,
        };
}
