using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>UNION, INTERSECT and EXCEPT, with the words before and behind them.</summary>
internal sealed class SetOperatorParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    /// <summary>The operator that begins here, which in BigQuery may have INNER, LEFT, FULL or OUTER before it.</summary>
    public SetOperator? Ahead =>
        _cursor.Peek(WordsBefore).Keyword switch
        {
            Keyword.Union => SetOperator.Union,
            Keyword.Intersect => SetOperator.Intersect,
            Keyword.Except => SetOperator.Except,
            Keyword.Minus when _cursor.Has(Feature.Minus) => SetOperator.Except,
            _ => null,
        };

    private int WordsBefore =>
        _cursor.Current.Keyword switch
        {
            Keyword.Inner or Keyword.Outer when HasSides => 1,
            Keyword.Left or Keyword.Full when HasSides => _cursor.Peek().Keyword == Keyword.Outer ? 2 : 1,
            _ => 0,
        };

    private bool HasSides => _cursor.Dialect.Family == DialectFamily.BigQuery;

    /// <summary>Reads the operator and all its words; the sides are set later.</summary>
    public QueryBody.SetOperation Read(QueryBody left)
    {
        var side = Side();
        var operation = Ahead ?? throw SyntaxErrors.Expected(_cursor, "UNION", "INTERSECT", "EXCEPT");
        _cursor.Take();
        var read = new QueryBody.SetOperation(left, operation, Quantifier(), left) { Side = side };
        if (_cursor.Accept(Keyword.By, Keyword.Name))
            return read with { ByName = true, NameColumns = HasSides && _cursor.Accept(Keyword.On) ? Columns() : [] };
        return HasSides || _cursor.Dialect.Family == DialectFamily.Trino ? Corresponding(read) : read;
    }

    /// <summary>[STRICT] CORRESPONDING [BY (columns)] is BY NAME in older words; without STRICT it keeps what both sides have.</summary>
    private QueryBody.SetOperation Corresponding(QueryBody.SetOperation read)
    {
        var strict = _cursor.Is(_cursor.Current, "STRICT");
        if (!_cursor.Is(strict ? _cursor.Peek() : _cursor.Current, "CORRESPONDING"))
            return read;
        if (strict)
            _cursor.Take();
        _cursor.Take();
        var side = !strict && HasSides && read.Side == SetSide.Unsaid ? SetSide.Inner : read.Side;
        // Trino leaves out BY before the columns; a parenthesis there cannot open a query.
        var named =
            _cursor.Accept(Keyword.By)
            || (!HasSides && _cursor.At(TokenKind.LeftParenthesis) && !grammar.Queries.StartsBehindParentheses(0));
        return read with { ByName = true, Side = side, NameColumns = named ? Columns() : [] };
    }

    private SetSide Side()
    {
        var words = WordsBefore;
        if (words == 0)
            return SetSide.Unsaid;
        var side = _cursor.Take().Keyword switch
        {
            Keyword.Inner => SetSide.Inner,
            Keyword.Left => SetSide.Left,
            _ => SetSide.Full,
        };
        if (words == 2)
            _cursor.Take();
        return side;
    }

    private SetQuantifier Quantifier()
    {
        if (_cursor.Accept(Keyword.All))
            return SetQuantifier.All;
        return _cursor.Accept(Keyword.Distinct) ? SetQuantifier.Distinct : SetQuantifier.Unsaid;
    }

    private SqlList<Identifier> Columns() => grammar.Parenthesised(() => grammar.Names.Name("a column"));
}
