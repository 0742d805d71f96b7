using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Resolution;

/// <summary>Binds the columns inside expressions and notes those that do not exist.</summary>
internal sealed class ColumnBinder(QueryBinder queries, SqlDialect dialect)
{
    /// <summary>Columns that engines add to every table, and words that some read as values.</summary>
    private static readonly FrozenSet<string> Pseudo = (
        "rowid _rowid_ oid ctid xmin xmax cmin cmax tableoid level connect_by_isleaf connect_by_iscycle rownum _partitiontime _partitiondate _table_suffix"
        + " _file_name _change_type _change_timestamp _metadata _part _partition_id _part_index _part_offset _sample_factor _row_exists _block_number _table _database"
        + " metadata$filename metadata$file_row_number metadata$action metadata$isupdate metadata$row_id _commit_version _commit_timestamp"
        + " filename file_row_number value offset excluded $rowguid $identity $path $partition $bucket $file_modified_time $file_size sysdate user"
        + " day week month quarter year hour minute second millisecond microsecond nanosecond dayofweek dayofyear isoweek isoyear epoch dow doy decade century millennium dw"
        + " isodow weekday sqlstate match_number classifier"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly List<UnknownColumn> _unknown = [];
    private readonly HashSet<ColumnOrigin> _reads = [];
    private readonly Stack<string> _parameters = new();
    private int _silence;

    public IReadOnlyList<UnknownColumn> Unknown => _unknown;

    public IReadOnlySet<ColumnOrigin> Reads => _reads;

    /// <summary>Binds an expression and says what its value is made of.</summary>
    public BoundColumn Read(Expression expression, RelationScope scope, string name)
    {
        if (expression is Expression.Column column)
            return Bind(column, scope) with { Name = name };
        if (StructFields.Of(expression) is { Count: > 0 } fields)
            return Struct(fields, scope, name);
        if (expression is Expression.FieldAccess { Value: var inside, Field: var field })
            return Read(inside, scope, "").Into([field.Text]) with { Name = name, IsDirect = false };
        var found = new List<BoundColumn>();
        Collect(expression, scope, found);
        return new BoundColumn(name)
        {
            Origins = [.. found.SelectMany(c => c.Origins)],
            IsComplete = found.All(c => c.IsComplete),
            Content =
                found.Count > 0 && found.TrueForAll(c => c.Content == ValueContent.Told) ? ValueContent.Told : ValueContents.Of(expression),
        };
    }

    private BoundColumn Struct(IReadOnlyList<(string Name, Expression Value)> fields, RelationScope scope, string name)
    {
        var parts = fields.Select(f => Read(f.Value, scope, f.Name)).ToArray();
        return new BoundColumn(name)
        {
            Origins = [.. parts.SelectMany(p => p.Origins)],
            IsComplete = parts.All(p => p.IsComplete),
            Fields = [.. parts],
        };
    }

    public void Visit(SqlNode node, RelationScope scope) => Collect(node, scope, null);

    public void MarkRead(BoundColumn column)
    {
        if (_silence == 0)
            _reads.UnionWith(column.Origins);
    }

    /// <summary>Until disposed, nothing is noted as unknown or read.</summary>
    public IDisposable Silence() => new Silenced(this);

    private void Collect(SqlNode node, RelationScope scope, List<BoundColumn>? found)
    {
        switch (node)
        {
            case Expression.Column column:
                found?.Add(Bind(column, scope));
                if (found is null)
                    Bind(column, scope);
                return;
            case Expression.Star star:
                var shape = StarExpansion.Of(star, scope, this);
                found?.Add(new BoundColumn("*") { Origins = shape.AllOrigins, IsComplete = !shape.IsOpen });
                return;
            case Expression.FunctionCall { Arguments: [{ Value: Expression.Star { Qualifier: null } }] } call
                when call.Name.Last.Text.Equals("count", StringComparison.OrdinalIgnoreCase):
                CollectAll(SqlTree.Children(call).Where(c => !ReferenceEquals(c, call.Arguments[0])), scope, found);
                return;
            case Expression.PositionalColumn:
                found?.Add(new BoundColumn("") { IsComplete = false });
                return;
            case Expression.Exists exists:
                queries.Bind(exists.Query, scope);
                return;
            case Expression.InQuery membership:
                queries.Bind(membership.Query, scope);
                Collect(membership.Value, scope, found);
                return;
            case Expression.InValue { Container: Expression.Column } table when dialect.Family == DialectFamily.Sqlite:
                Collect(table.Value, scope, found);
                return;
            case Query query:
                found?.AddRange(queries.Bind(query, scope).Columns);
                if (found is null)
                    queries.Bind(query, scope);
                return;
            case Expression.Lambda lambda:
                WithParameters(lambda.Parameters, () => Collect(lambda.Body, scope, found));
                return;
            case Expression.Let let:
                foreach (var item in let.Values)
                {
                    Collect(item.Value, scope, found);
                    _parameters.Push(item.Alias?.Text ?? "");
                }
                Collect(let.Result, scope, found);
                for (var i = 0; i < let.Values.Count; i++)
                    _parameters.Pop();
                return;
            case Expression.Comprehension comprehension:
                WithParameters(
                    comprehension.Variables,
                    () => CollectAll(SqlTree.Children(comprehension).Where(c => c is Expression), scope, found)
                );
                return;
            // A table given to a function, and what it says of that table's columns: the relation itself is bound elsewhere.
            case Argument { Kind: not null, Value: Expression.Column }:
            case Expression.FunctionCall { Name.Parts: [{ Text: var word }] }
                when dialect.Family == DialectFamily.Trino && word.Equals("descriptor", StringComparison.OrdinalIgnoreCase):
            // The words in VARCHAR(MAX) and geometry(Point) are no columns.
            case TableSource or DataType:
                return;
            case Expression.FunctionCall search when TextSearch.Reads(search, dialect):
                CollectAll(search.Arguments.Skip(2), scope, found);
                return;
        }
        if (found is not null && DocumentPath.Of(node) is { Length: > 0 } path)
        {
            var inside = new List<BoundColumn>();
            CollectAll(SqlTree.Children(node), scope, inside);
            found.AddRange(inside.Select(c => c.Into([path])));
            return;
        }
        CollectAll(SqlTree.Children(node), scope, found);
    }

    private void CollectAll(IEnumerable<SqlNode> nodes, RelationScope scope, List<BoundColumn>? found)
    {
        foreach (var node in nodes)
            Collect(node, scope, found);
    }

    private void WithParameters(SqlList<Identifier> names, Action body)
    {
        foreach (var name in names)
            _parameters.Push(name.Text);
        body();
        for (var i = 0; i < names.Count; i++)
            _parameters.Pop();
    }

    /// <summary>Of a table whose columns are not known, its own name may be a column or the whole row.</summary>
    private static bool IsRowToo(Expression.Column column, BoundColumn bound, RelationScope scope) =>
        column.Parts is [var only]
        && bound.Origins is { Count: 1 } origins
        && string.Equals(origins.First().Column, only.Text, StringComparison.OrdinalIgnoreCase)
        && scope.FindRow(only.Text) is { IsComplete: false };

    private BoundColumn Bind(Expression.Column column, RelationScope scope)
    {
        var first = column.Parts[0].Text;
        if (_parameters.Contains(first, StringComparer.OrdinalIgnoreCase))
            return new BoundColumn(column.Last.Text);
        if (scope.Find(column.Parts) is { } bound)
        {
            MarkRead(bound);
            return IsRowToo(column, bound, scope) ? bound with { IsComplete = false } : bound;
        }
        if (column.Parts.Count == 1 && scope.FindRow(first) is { } row)
        {
            MarkRead(row);
            return row;
        }
        if (_silence == 0 && !IsPseudo(column))
            _unknown.Add(
                new UnknownColumn(
                    column,
                    string.Join(".", column.Parts.Select(p => p.Text)),
                    Spelling.Nearest(column.Last.Text, scope.KnownNames(), limit: 3)
                )
            );
        return new BoundColumn(column.Last.Text) { IsComplete = IsPseudo(column) };
    }

    /// <summary>SQLite takes a quoted name that is no column for a text.</summary>
    private bool IsPseudo(Expression.Column column) =>
        Pseudo.Contains(column.Last.Text) || (dialect.Family == DialectFamily.Sqlite && column is { Parts: [{ Quoted: true }] });

    private sealed class Silenced : IDisposable
    {
        private readonly ColumnBinder _binder;

        public Silenced(ColumnBinder binder)
        {
            _binder = binder;
            _binder._silence++;
        }

        public void Dispose() => _binder._silence--;
    }
}
