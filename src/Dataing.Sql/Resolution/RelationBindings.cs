using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>Tells the names in FROM that are common tables from those that are relations of the source.</summary>
public sealed class RelationBindings
{
    private readonly SqlDialect _dialect;
    private readonly List<RelationUse> _uses = [];
    private readonly NodeStack _pending = new(32);
    private readonly List<CommonTable> _open = [];
    private readonly Action<SqlNode>? _see;

    // Most queries have none.
    private Dictionary<SqlNode, CommonTable>? _commonTables;
    private HashSet<CommonTable>? _recursive;

    private RelationBindings(SqlDialect dialect, Action<SqlNode>? see) => (_dialect, _see) = (dialect, see);

    /// <summary>Every relation read from outside the query, in reading order.</summary>
    public IReadOnlyList<RelationUse> Uses => _uses;

    public static RelationBindings Bind(Query query, SqlDialect dialect) => Bind(query, dialect, see: null);

    /// <summary>Shows every node on the way, parents before children, but for names: whoever needs them all need not walk again.</summary>
    internal static RelationBindings Bind(Query query, SqlDialect dialect, Action<SqlNode>? see)
    {
        var bindings = new RelationBindings(dialect, see);
        bindings.Visit(query, new Scope(null));
        return bindings;
    }

    /// <summary>The common table that a name in FROM means, or null.</summary>
    public CommonTable? CommonTableOf(SqlNode table) => _commonTables?.GetValueOrDefault(table);

    /// <summary>Whether a common table reads itself.</summary>
    internal bool IsRecursive(CommonTable table) => _recursive?.Contains(table) == true;

    private void Visit(SqlNode node, Scope scope)
    {
        if (node is Identifier or ObjectName)
            return;
        _see?.Invoke(node);
        switch (node)
        {
            case Expression.Column or Expression.Number or Expression.String:
                return;
            case Query { With: { } with } query:
                VisitQuery(query, with, new Scope(scope));
                return;
            case QueryBody.Select select when HeedsAliases && select.From.Count > 0:
                VisitChildren(select, WithAliases(select, scope));
                return;
            case TableSource.Table table:
                Use(table, table.Name, scope);
                break;
            case QueryBody.Table table:
                Use(table, table.Name, scope);
                break;
            case Expression.InValue { Container: Expression.Column column } when _dialect.Family == DialectFamily.ClickHouse:
                Use(column, new ObjectName(column.Parts) { Span = column.Span }, scope, mayBeColumn: true);
                break;
            case Expression.InList { Items: [Expression.Column { Parts.Count: > 1 } column] }
                when _dialect.Family == DialectFamily.ClickHouse:
                Use(column, new ObjectName(column.Parts) { Span = column.Span }, scope, mayBeColumn: true);
                break;
            case Expression.InValue { Container: Expression.Column column } when _dialect.Family == DialectFamily.Sqlite:
                Use(column, new ObjectName(column.Parts) { Span = column.Span }, scope);
                break;
            case Expression.FunctionCall search
                when TextSearch.Reads(search, _dialect) && search.Arguments is [{ Value: Expression.Column column }, ..]:
                Use(column, new ObjectName(column.Parts) { Span = column.Span }, scope);
                break;
            case Argument { Kind: not null, Value: Expression.Column column }:
                Use(column, new ObjectName(column.Parts) { Span = column.Span }, scope);
                break;
        }
        VisitChildren(node, scope);
    }

    private void VisitChildren(SqlNode node, Scope scope)
    {
        // One stack serves all levels: a list for each node would be most of the garbage of a check.
        var first = _pending.Count;
        SqlTree.AddChildren(node, _pending);
        for (var i = first; i < _pending.Count; i++)
            Visit(_pending[i], scope);
        _pending.CutTo(first);
    }

    private void VisitQuery(Query query, With with, Scope scope)
    {
        _see?.Invoke(with);
        if (SeesAllOfItsList(with))
        {
            foreach (var table in with.Tables)
                scope.Add(Names.Fold(table.Name, _dialect), table);
        }
        foreach (var table in with.Tables)
            VisitCommonTable(table, with, scope);
        foreach (var child in SqlTree.Children(query))
        {
            if (!ReferenceEquals(child, with))
                Visit(child, scope);
        }
    }

    private void VisitCommonTable(CommonTable table, With with, Scope scope)
    {
        var name = Names.Fold(table.Name, _dialect);
        if (with.Recursive || (MayOmitRecursive && table.Query?.Body is QueryBody.SetOperation))
            scope.Add(name, table);
        _see?.Invoke(table);
        _open.Add(table);
        VisitChildren(table, scope);
        _open.RemoveAt(_open.Count - 1);
        if (table.Query is not null)
            scope.Add(name, table);
        else
            scope.Add(name);
    }

    private void Use(SqlNode node, ObjectName name, Scope scope, bool mayBeColumn = false)
    {
        if (name.Parts.Count == 1 && scope.FindCommonTable(Names.Fold(name.Last, _dialect)) is { } common)
            Bind(node, common);
        else if (!IsArrayOfAnAlias(name, scope) && !(mayBeColumn && scope.HasAlias(Names.Fold(name.Parts[0], _dialect))))
            _uses.Add(new(node, name) { MayBeColumn = mayBeColumn });
    }

    private void Bind(SqlNode node, CommonTable common)
    {
        (_commonTables ??= new(ReferenceEqualityComparer.Instance))[node] = common;
        foreach (var table in _open)
        {
            if (ReferenceEquals(table, common))
                (_recursive ??= new(ReferenceEqualityComparer.Instance)).Add(common);
        }
    }

    /// <summary>BigQuery and Redshift read <c>FROM t, t.items</c> as the elements of an array column.</summary>
    private bool IsArrayOfAnAlias(ObjectName name, Scope scope) =>
        name.Parts.Count > 1
        && _dialect.Family is DialectFamily.BigQuery or DialectFamily.Redshift
        && scope.HasAlias(Names.Fold(name.Parts[0], _dialect));

    /// <summary>Where a name in FROM, or behind IN, may be a column of a source.</summary>
    private bool HeedsAliases => _dialect.Family is DialectFamily.BigQuery or DialectFamily.Redshift or DialectFamily.ClickHouse;

    private Scope WithAliases(QueryBody.Select select, Scope scope)
    {
        var inner = new Scope(scope);
        foreach (var source in select.From)
            AddAliases(source, inner);
        return inner;
    }

    private void AddAliases(TableSource source, Scope scope)
    {
        if (SourceAlias.Of(source) is { } alias)
            scope.Add(Names.Fold(alias, _dialect));
        foreach (var child in SourceAlias.Inside(source))
            AddAliases(child, scope);
    }

    private bool SeesAllOfItsList(With with) =>
        _dialect.Family is DialectFamily.Sqlite || (with.Recursive && _dialect.Family is DialectFamily.Postgres);

    private bool MayOmitRecursive => _dialect.Family is DialectFamily.SqlServer or DialectFamily.Snowflake or DialectFamily.Sqlite;

    private sealed class Scope(Scope? parent)
    {
        private Dictionary<string, CommonTable>? _commonTables;
        private HashSet<string>? _aliases;

        public void Add(string name, CommonTable table) => (_commonTables ??= new(StringComparer.Ordinal))[name] = table;

        public void Add(string alias) => (_aliases ??= new(StringComparer.Ordinal)).Add(alias);

        public CommonTable? FindCommonTable(string name) =>
            _commonTables is not null && _commonTables.TryGetValue(name, out var table) ? table : parent?.FindCommonTable(name);

        public bool HasAlias(string name) => _aliases?.Contains(name) == true || parent?.HasAlias(name) == true;
    }
}
