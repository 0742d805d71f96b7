using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>What stands in parentheses: subqueries, tuples, rows, and expressions alone.</summary>
internal sealed class ParenthesesParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public Expression Parse(int start)
    {
        if (grammar.Queries.AtParenthesised)
            return new Subquery(grammar.Queries.ParseParenthesised()) { Span = _cursor.Since(start) };
        if (_cursor.Has(Feature.OneTable) && AtTypeHint())
            return TypeHint(start);
        _cursor.Open();
        if (_cursor.At(TokenKind.RightParenthesis))
            return Empty(start);
        var items = new ListBuilder<Expression>();
        items.Add(Item());
        // ((SELECT 1) UNION SELECT 2): what stood first in the parentheses was the first part of a query.
        if (items[0] is Subquery first && grammar.Queries.AtContinuation)
        {
            var query = grammar.Queries.ContinueFrom(first.Query);
            _cursor.Close();
            return new Subquery(query) { Span = _cursor.Since(start) };
        }
        if (_cursor.At(Keyword.As) && _cursor.Dialect.Family == DialectFamily.Databricks)
            return Row(items[0], start);
        var isTuple = false;
        while (_cursor.Accept(TokenKind.Comma))
        {
            isTuple = true;
            if (_cursor.At(TokenKind.RightParenthesis) && _cursor.Has(Feature.TrailingComma))
                break;
            items.Add(Item());
        }
        _cursor.Close();
        if (!isTuple)
            return items[0];
        return items.Count == 1 && _cursor.Dialect.Family == DialectFamily.ClickHouse
            ? TupleCall([new Argument(items[0]) { Span = items[0].Span }], start)
            : new Expression.Tuple(items.ToList()) { Span = _cursor.Since(start) };
    }

    /// <summary>CQL: a type in parentheses, and behind it a value: <c>(list&lt;int&gt;) [1]</c>.</summary>
    private bool AtTypeHint()
    {
        var offset = 1;
        while (
            _cursor.Peek(offset).Kind
                is TokenKind.Word
                    or TokenKind.Less
                    or TokenKind.Greater
                    or TokenKind.ShiftRight
                    or TokenKind.Comma
                    or TokenKind.Number
        )
            offset++;
        if (offset == 1 || _cursor.Peek(1).Kind != TokenKind.Word || _cursor.Peek(offset).Kind != TokenKind.RightParenthesis)
            return false;
        var next = _cursor.Peek(offset + 1);
        return next.Kind
                is >= TokenKind.String
                    and <= TokenKind.DollarString
                    or TokenKind.Number
                    or TokenKind.HexNumber
                    or TokenKind.LeftBrace
                    or TokenKind.LeftBracket
                    or TokenKind.Question
            || (next.Kind == TokenKind.Word && next.Keyword is Keyword.None && grammar.Names.IsName(next))
            || next.Kind == TokenKind.QuotedName;
    }

    private Cast TypeHint(int start)
    {
        _cursor.Open();
        var type = grammar.Types.Parse();
        _cursor.Close();
        return new Cast(grammar.Primaries.Parse(), type) { Hint = true, Span = _cursor.Since(start) };
    }

    /// <summary>ClickHouse lets any expression within carry a name.</summary>
    private Expression Item()
    {
        var start = _cursor.Start;
        var value = grammar.Expressions.Parse();
        if (_cursor.Dialect.Family != DialectFamily.ClickHouse || !_cursor.Accept(Keyword.As))
            return value;
        return new Aliased(value, grammar.Names.AnyName("an alias")) { Span = _cursor.Since(start) };
    }

    /// <summary>Spark: (1 AS a, 2 AS b) is STRUCT(1 AS a, 2 AS b).</summary>
    private Struct Row(Expression first, int start)
    {
        _cursor.Expect(Keyword.As);
        var fields = new ListBuilder<SelectItem>();
        fields.Add(new SelectItem(first, grammar.Names.AnyName("a field")) { Span = _cursor.Since(first.Span.Start) });
        while (_cursor.Accept(TokenKind.Comma))
            fields.Add(grammar.Selects.Item());
        if (fields.Count == 1)
            throw SyntaxErrors.Expected(_cursor, "a comma and another field");
        _cursor.Close();
        return new Struct(fields.ToList()) { Span = _cursor.Since(start) };
    }

    /// <summary>Nothing in parentheses is the head of a lambda; ClickHouse alone has a value of that form.</summary>
    private Expression Empty(int start)
    {
        _cursor.Close();
        if (_cursor.At(TokenKind.Arrow) && _cursor.Has(Feature.Lambda))
            return new Expression.Tuple([]) { Span = _cursor.Since(start) };
        if (_cursor.Dialect.Family == DialectFamily.ClickHouse)
            return TupleCall([], start);
        throw SyntaxErrors.Expected(_cursor, "an expression between the parentheses");
    }

    /// <summary>ClickHouse's <c>()</c> and <c>(x,)</c>, in the one way in which they can be told from parentheses.</summary>
    private FunctionCall TupleCall(SqlList<Argument> items, int start)
    {
        var span = _cursor.Since(start);
        return new FunctionCall(new ObjectName([new Identifier("tuple") { Span = span }]) { Span = span }, items) { Span = span };
    }
}
