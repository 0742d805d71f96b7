using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Guard.Work;
using Dataing.Sql.Resolution;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>A query as the checks see it: every node once, and what the names in FROM mean.</summary>
internal sealed class QueryFacts
{
    public QueryFacts(Query query, SqlDialect dialect, CatalogSnapshot? catalog, QueryPolicy policy)
    {
        Query = query;
        Dialect = dialect;
        Catalog = catalog;
        Policy = policy;
        Functions = FunctionCatalogue.For(dialect);
        Bindings = RelationBindings.Bind(query, dialect, See);
        Work = new WorkEstimate(this);
    }

    public Query Query { get; }
    public SqlDialect Dialect { get; }
    public CatalogSnapshot? Catalog { get; }
    public QueryPolicy Policy { get; }
    public FunctionCatalogue Functions { get; }

    /// <summary>Every node that a check can have something against, parents before children: all but plain names, literals and arithmetic.</summary>
    public List<SqlNode> Nodes { get; } = new(32);

    /// <summary>Every call, with what the catalogue says of the last part of its name.</summary>
    public List<(Expression.FunctionCall Call, FunctionEntry? Entry)> Calls { get; } = new(8);

    /// <summary>Some call makes rows or elements of its own.</summary>
    public bool Generates { get; private set; }

    /// <summary>How much there is that makes values longer: one for each two texts that are joined, more for REPEAT, lambdas and long texts.</summary>
    public int Growth { get; private set; }

    public RelationBindings Bindings { get; }

    public WorkEstimate Work { get; }

    private void See(SqlNode node)
    {
        if (IsPlain(node) && !(Dialect.Family == DialectFamily.Cassandra && IsLackingInCassandra(node)))
        {
            Growth += GrowthWeight.OfPlain(node, Dialect);
            return;
        }
        Nodes.Add(node);
        Generates |= node is TableSource.Unnest;
        if (node is not Expression.FunctionCall call)
        {
            Growth += GrowthWeight.Of(node);
            return;
        }
        var entry = Functions.Find(call.Name.Last.Text);
        Calls.Add((call, entry));
        Generates |= entry is { Makes: true } || Unfolding.Is(call, entry);
        Growth += GrowthWeight.OfCall(call, entry);
    }

    /// <summary><c>'t'::regclass</c> looks a name up in the catalogue, and <c>10::regrole</c> a number.</summary>
    private static bool NamesAnObject(Expression.Cast cast) =>
        cast.Type switch
        {
            DataType.Named type => type.Name.StartsWith("reg", StringComparison.OrdinalIgnoreCase)
                || type.Name.StartsWith("pg_catalog", StringComparison.OrdinalIgnoreCase),
            DataType.Array => true,
            _ => false,
        };

    private static bool IsLackingInCassandra(SqlNode node) =>
        node
            is Expression.Case
                or Expression.Logical { Operator: not LogicalOperator.And }
                or Expression.Unary { Operator: UnaryOperator.Not };

    private bool IsPlain(SqlNode node) =>
        node switch
        {
            Expression.Column column => column.Parts.Count == 1 && !HiddenColumns.Contain(column.Last.Text, Dialect),
            Expression.Binary binary => binary.Operator < BinaryOperator.Overlaps
                && binary.Operator is not (BinaryOperator.NullSafeEqual or BinaryOperator.Power),
            OrderItem order => order.UsingOperator is null && order.Nulls == NullsOrder.Unsaid,
            Identifier or ObjectName or DataType or SelectItem or Argument or WhenClause => true,
            Expression.Number or Expression.String or Expression.Null or Expression.Boolean or Expression.Logical => true,
            Expression.Cast cast => !NamesAnObject(cast),
            Expression.Case or Expression.Is or Expression.Between or Expression.Unary => true,
            _ => false,
        };
}
