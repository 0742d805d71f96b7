using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>What table functions of Trino and Databricks say of the tables that they take.</summary>
internal sealed class TableArgumentParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    /// <summary>What stands behind TABLE (…); null when nothing does.</summary>
    public TableArgument? Parse()
    {
        if (_cursor.Dialect.Family is not (DialectFamily.Trino or DialectFamily.Databricks) || _cursor.Current.Kind is not TokenKind.Word)
            return null;
        var start = _cursor.Start;
        var alias =
            _cursor.Current.Keyword is Keyword.Partition or Keyword.Distribute or Keyword.Order or Keyword.With || AtEmpty || AtCopartition
                ? null
                : grammar.Sources.Alias();
        var single = AcceptSingle();
        SqlList<Expression> partition = [];
        if (_cursor.Accept(Keyword.Partition, Keyword.By) || _cursor.Accept(Keyword.Distribute, Keyword.By))
            partition = _cursor.At(TokenKind.LeftParenthesis) ? grammar.Parenthesised(grammar.Expressions.Parse) : Columns();
        var empty = AtEmpty ? WhenEmpty() : null;
        SqlList<OrderItem> order = [];
        if (_cursor.Accept(Keyword.Order, Keyword.By) || _cursor.Accept(Keyword.Sort, Keyword.By))
            order = _cursor.At(TokenKind.LeftParenthesis)
                ? grammar.Parenthesised(grammar.Endings.OrderItem)
                : [grammar.Endings.OrderItem()];
        empty ??= AtEmpty ? WhenEmpty() : null;
        return new TableArgument(alias, empty)
        {
            PartitionBy = partition,
            OrderBy = order,
            SinglePartition = single,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>COPARTITION (t, u), (v, w) behind the last argument.</summary>
    public SqlList<Copartition> Copartitions()
    {
        if (!AtCopartition)
            return [];
        _cursor.Take();
        return grammar.List(() =>
        {
            var start = _cursor.Start;
            var tables = grammar.Parenthesised(() => grammar.Names.ObjectName("a table"));
            return new Copartition(tables) { Span = _cursor.Since(start) };
        });
    }

    private bool AtEmpty =>
        (_cursor.Is(_cursor.Current, "prune") || _cursor.Is(_cursor.Current, "keep")) && _cursor.Peek().Keyword == Keyword.When;

    private bool AtCopartition =>
        _cursor.Dialect.Family == DialectFamily.Trino
        && _cursor.Is(_cursor.Current, "copartition")
        && _cursor.Peek().Kind == TokenKind.LeftParenthesis;

    /// <summary>Without parentheses there is one column: behind a comma the next argument begins.</summary>
    private SqlList<Expression> Columns() => [grammar.Expressions.Parse()];

    private bool AcceptSingle()
    {
        if (!_cursor.At(Keyword.With) || !_cursor.Is(_cursor.Peek(), "single") || _cursor.Peek(2).Keyword != Keyword.Partition)
            return false;
        _cursor.Take();
        _cursor.Take();
        _cursor.Take();
        return true;
    }

    private string WhenEmpty()
    {
        var word = _cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant();
        _cursor.Expect(Keyword.When);
        _cursor.Expect(Keyword.Empty);
        return word;
    }
}
