using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Guard.Checks;
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
        NamesFunctions = policy.AllowedFunctions.Count > 0 || policy.DeniedFunctions.Count > 0;
        Bindings = RelationBindings.Bind(query, dialect, See);
        Work = new WorkEstimate(this);
    }

    public Query Query { get; }
    public SqlDialect Dialect { get; }
    public CatalogSnapshot? Catalog { get; }
    public QueryPolicy Policy { get; }
    public FunctionCatalogue Functions { get; }

    /// <summary>Every node that a check can have something against, parents before children: all but plain names, literals and arithmetic.</summary>
    public List<SqlNode> Nodes { get; } = new(48);

    /// <summary>Every call, with what the catalogue and the list of kinds say of the last part of its name.</summary>
    public List<(Expression.FunctionCall Call, FunctionEntry? Entry, CallKind Kind)> Calls { get; } = new(4);

    /// <summary>Every SELECT, parents before children.</summary>
    public List<QueryBody.Select> Selects { get; } = new(4);

    /// <summary>Some call makes rows or elements of its own.</summary>
    public bool Generates { get; private set; }

    /// <summary>Some argument is a lambda.</summary>
    public bool HasLambdas { get; private set; }

    /// <summary>Some node may hold a regular expression or a pattern of LIKE.</summary>
    public bool HasPatterns { get; private set; }

    /// <summary>Some expression asks a query of its own.</summary>
    public bool HasSubqueries { get; private set; }

    /// <summary>The first text that declares entities of XML.</summary>
    public SqlNode? Entities { get; private set; }

    /// <summary>The policy allows or denies functions by name.</summary>
    public bool NamesFunctions { get; }

    /// <summary>How much there is that makes values longer: one for each two texts that are joined, more for REPEAT, lambdas and long texts.</summary>
    public int Growth { get; private set; }

    /// <summary>How often columns are named.</summary>
    public int References { get; private set; }

    public RelationBindings Bindings { get; }

    public WorkEstimate Work { get; }

    private void See(SqlNode node)
    {
        switch (node)
        {
            case Expression.Column:
                References++;
                break;
            case Expression.String { Value: { Length: > 20 } text } when EntityCheck.Declares(text):
            case Expression.Typed { Value: { Length: > 20 } typed } when EntityCheck.Declares(typed):
                Entities ??= node;
                break;
            case Expression.Subquery
            or Expression.Exists
            or Expression.InQuery
            or Expression.Quantified
            or Expression.ArrayQuery
            or Argument { Query: not null }:
                HasSubqueries = true;
                break;
            case Expression.FunctionCall call:
                Nodes.Add(call);
                See(call);
                return;
            case QueryBody.Select select:
                Nodes.Add(select);
                Selects.Add(select);
                return;
        }
        if (IsPlain(node) && !(Dialect.Family == DialectFamily.Cassandra && IsLackingInCassandra(node)))
        {
            Growth += GrowthWeight.OfPlain(node, Dialect);
            return;
        }
        Nodes.Add(node);
        Generates |= node is TableSource.Unnest;
        HasLambdas |= node is Expression.Lambda;
        HasPatterns |=
            node is Expression.Like or Expression.Binary or Expression.CustomOperator or Expression.Columns or Expression.Quantified;
        Growth += GrowthWeight.Of(node);
    }

    private void See(Expression.FunctionCall call)
    {
        var name = call.Name.Last.Text;
        var (entry, kind) = (Functions.Find(name), CallKinds.Of(name));
        Calls.Add((call, entry, kind));
        Generates |= entry is { Makes: true } || Unfolding.Is(call, entry, kind);
        HasPatterns |= kind.Has(CallKind.Matches | CallKind.Likens);
        Growth += GrowthWeight.OfCall(call, entry, kind);
    }

    /// <summary><c>'t'::regclass</c> looks a name up in the catalogue, <c>10::regrole</c> a number; and <c>x::char(1000000)</c> fills up.</summary>
    private static bool IsNoted(Expression.Cast cast) =>
        cast.Type switch
        {
            DataType.Named type => type.Name.StartsWith("reg", StringComparison.OrdinalIgnoreCase)
                || type.Name.StartsWith("pg_catalog", StringComparison.OrdinalIgnoreCase)
                || PaddedType.IsLong(type),
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
            Identifier or SelectItem or Argument => true,
            Expression.Number or Expression.String or Expression.Null or Expression.Boolean or Expression.Logical => true,
            Expression.Binary binary => binary.Operator < BinaryOperator.Overlaps
                && binary.Operator is not (BinaryOperator.NullSafeEqual or BinaryOperator.Power),
            OrderItem order => order.UsingOperator is null && order.Nulls == NullsOrder.Unsaid,
            Expression.Cast cast => !IsNoted(cast),
            Expression.Case or Expression.Is or Expression.Between or Expression.Unary => true,
            WhenClause or DataType => true,
            _ => false,
        };
}
