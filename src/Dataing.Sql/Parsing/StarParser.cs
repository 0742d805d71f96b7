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
        var plain = new Expression.Star(qualifier) { Span = _cursor.Since(start) };
        var star = Modified(plain);
        var transformers = ColumnTransformers.Read(grammar, this);
        return ReferenceEquals(star, plain) && transformers.Count == 0
            ? plain
            : star with
            {
                Transformers = transformers,
                Span = _cursor.Since(start),
            };
    }

    /// <summary>BigQuery: items[0].* EXCEPT (a) REPLACE (1 AS b).</summary>
    public Expression.FieldStar OfFields(Expression value, int start)
    {
        var star = new Expression.Star();
        while (_cursor.Current.Keyword is Keyword.Except or Keyword.Replace && Modifier(star) is { } modified)
            star = modified;
        return new Expression.FieldStar(value)
        {
            Except = star.Except,
            Replace = star.Replace,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>The star with what stands behind it; in ClickHouse the same may stand behind COLUMNS(…).</summary>
    public Expression.Star Modified(Expression.Star star)
    {
        while (Modifier(star) is { } modified)
            star = modified;
        return star;
    }

    private Expression.Star? Modifier(Expression.Star star)
    {
        switch (_cursor.Current.Keyword)
        {
            case Keyword.Except when star.Except.Count == 0 && IsColumnList():
            case Keyword.Exclude when star.Except.Count == 0 && IsExclude():
                _cursor.Take();
                star = Strictly(star);
                return star with { Except = Names() };
            case Keyword.Replace when star.Replace.Count == 0 && IsStrict(1):
                _cursor.Take();
                star = Strictly(star);
                return star with
                {
                    Replace = _cursor.At(TokenKind.LeftParenthesis)
                        ? grammar.Parenthesised(grammar.Selects.Item)
                        : [grammar.Selects.Item()],
                };
            case Keyword.Replace when star.Replace.Count == 0 && _cursor.Peek().Kind == TokenKind.LeftParenthesis:
                _cursor.Take();
                return star with { Replace = grammar.Parenthesised(grammar.Selects.Item) };
            case Keyword.Replace
                when star.Replace.Count == 0
                    && (
                        _cursor.Has(Feature.ArrayJoin)
                        || (_cursor.Dialect.Family == DialectFamily.DuckDb && _cursor.Peek().Kind is not (TokenKind.Comma or TokenKind.End))
                    ):
                _cursor.Take();
                return star with { Replace = [grammar.Selects.Item()] };
            case Keyword.Rename when star.Rename.Count == 0 && _cursor.Peek().Kind == TokenKind.LeftParenthesis:
                _cursor.Take();
                return star with { Rename = grammar.Parenthesised(grammar.Selects.Item) };
            case Keyword.Rename when star.Rename.Count == 0 && grammar.Names.IsName(_cursor.Peek()) && IsRenamed:
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

    /// <summary>RENAME a AS b, RENAME t.a AS b.</summary>
    private bool IsRenamed =>
        _cursor.Peek(2).Keyword == Keyword.As || (_cursor.Peek(2).Kind == TokenKind.Dot && _cursor.Peek(4).Keyword == Keyword.As);

    private bool IsStrict(int offset) =>
        _cursor.Has(Feature.ArrayJoin)
        && _cursor.Is(_cursor.Peek(offset), "strict")
        && (_cursor.Peek(offset + 1).Kind == TokenKind.LeftParenthesis || grammar.Names.IsName(_cursor.Peek(offset + 1)));

    private Expression.Star Strictly(Expression.Star star)
    {
        if (!IsStrict(0))
            return star;
        _cursor.Take();
        return star with { Strict = true };
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

    /// <summary>In Redshift the list ends what is selected, so that a comma goes on with it.</summary>
    public SqlList<ObjectName> Names()
    {
        if (_cursor.At(TokenKind.LeftParenthesis))
            return grammar.Parenthesised(() => grammar.Names.ObjectName("a column"));
        return _cursor.Dialect.Family == DialectFamily.Redshift
            ? grammar.List(() => grammar.Names.ObjectName("a column"))
            : [grammar.Names.ObjectName("a column")];
    }
}
