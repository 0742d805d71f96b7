using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Stars with EXCEPT, EXCLUDE, REPLACE, RENAME and ILIKE behind them, in any order.</summary>
internal sealed class StarParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public Expression.Star Star(ObjectName? qualifier, int start)
    {
        _cursor.Expect(TokenKind.Star, "*");
        var star = new Expression.Star(qualifier);
        while (Modifier(star) is { } modified)
            star = modified;
        star = star with { Transformers = ColumnTransformers.Read(grammar) };
        return star with { Span = _cursor.Since(start) };
    }

    private Expression.Star? Modifier(Expression.Star star)
    {
        switch (_cursor.Current.Keyword)
        {
            case Keyword.Except when star.Except.Count == 0 && IsColumnList():
            case Keyword.Exclude when star.Except.Count == 0 && IsExclude():
                _cursor.Take();
                return star with { Except = Names() };
            case Keyword.Replace when star.Replace.Count == 0 && _cursor.Peek().Kind == TokenKind.LeftParenthesis:
                _cursor.Take();
                return star with { Replace = grammar.Parenthesised(grammar.Selects.Item) };
            case Keyword.Replace when star.Replace.Count == 0 && _cursor.Has(Feature.ArrayJoin):
                _cursor.Take();
                return star with { Replace = [grammar.Selects.Item()] };
            case Keyword.Rename when star.Rename.Count == 0 && _cursor.Peek().Kind == TokenKind.LeftParenthesis:
                _cursor.Take();
                return star with { Rename = grammar.Parenthesised(grammar.Selects.Item) };
            case Keyword.Rename
                when star.Rename.Count == 0 && grammar.Names.IsName(_cursor.Peek()) && _cursor.Peek(2).Keyword == Keyword.As:
                _cursor.Take();
                return star with { Rename = [grammar.Selects.Item()] };
            case Keyword.Ilike when star.LikePattern is null:
            case Keyword.Like when star.LikePattern is null && _cursor.Dialect.Family == DialectFamily.DuckDb:
                _cursor.Take();
                return star with { LikePattern = grammar.Expressions.ParseOperand() };
            default:
                return null;
        }
    }

    /// <summary>SELECT * EXCEPT (a) leaves a column out; SELECT * EXCEPT (SELECT …) subtracts rows.</summary>
    private bool IsColumnList()
    {
        if (_cursor.Has(Feature.ArrayJoin) && _cursor.Peek().Kind is TokenKind.Word && _cursor.Peek().Keyword == Keyword.None)
            return true;
        if (_cursor.Peek().Kind != TokenKind.LeftParenthesis)
            return false;
        return _cursor.Peek(2).Keyword is not (Keyword.Select or Keyword.With or Keyword.Values or Keyword.From or Keyword.Table)
            && _cursor.Peek(2).Kind is not TokenKind.LeftParenthesis;
    }

    private bool IsExclude() =>
        _cursor.Peek().Kind is TokenKind.LeftParenthesis or TokenKind.QuotedName || grammar.Names.IsName(_cursor.Peek());

    private SqlList<ObjectName> Names() =>
        _cursor.At(TokenKind.LeftParenthesis)
            ? grammar.Parenthesised(() => grammar.Names.ObjectName("a column"))
            : [grammar.Names.ObjectName("a column")];
}
