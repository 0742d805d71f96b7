using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>INTERVAL with its amount and units.</summary>
internal sealed class IntervalParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public Interval? Parse(int start)
    {
        var next = _cursor.Peek();
        var opens =
            LiteralParser.IsStringKind(next.Kind)
            || next.Kind
                is TokenKind.Number
                    or TokenKind.Minus
                    or TokenKind.Plus
                    or TokenKind.Question
                    or TokenKind.DollarName
                    or TokenKind.AtName
                    or TokenKind.Colon
            || (next.Kind == TokenKind.LeftParenthesis && !IsIntervalCall())
            || (grammar.Names.IsName(next) && next.Keyword != Keyword.As && IntervalUnits.IsUnit(_cursor.Peek(2).Keyword))
            || (grammar.Names.IsName(next) && _cursor.Peek(2).Kind is TokenKind.Dot or TokenKind.LeftParenthesis or TokenKind.Star)
            || (
                TakesAnyAmount
                && grammar.Names.IsName(next)
                && _cursor.Peek(2).Kind is TokenKind.Plus or TokenKind.Minus or TokenKind.Slash or TokenKind.Percent
            );
        if (!opens)
            return null;
        _cursor.Take();
        var sign = _cursor.At(TokenKind.Minus) && LiteralParser.IsStringKind(_cursor.Peek().Kind) && _cursor.Accept(TokenKind.Minus);
        var isLiteral =
            LiteralParser.IsStringKind(_cursor.Current.Kind)
            || (_cursor.At(TokenKind.Number) && (!TakesAnyAmount || IntervalUnits.IsUnit(_cursor.Peek().Keyword)));
        var value = isLiteral ? grammar.Literals.Literal() : grammar.Expressions.Parse(Power.Additive);
        if (sign)
            value = new Unary(UnaryOperator.Minus, value) { Span = _cursor.Since(start) };
        var (unit, to) = IntervalUnits.Read(_cursor);
        if (unit is null && value is not Expression.String && _cursor.Dialect.Family == DialectFamily.ClickHouse)
            unit = IntervalUnits.Short(_cursor);
        SqlList<Interval> more = unit is not null && to is null && _cursor.Dialect.Family == DialectFamily.Databricks ? MoreAmounts() : [];
        return new Interval(value, unit, to) { More = more, Span = _cursor.Since(start) };
    }

    /// <summary>Where the amount of an interval is any expression: INTERVAL 24 * 7 HOUR.</summary>
    private bool TakesAnyAmount => _cursor.Dialect.Family is DialectFamily.BigQuery or DialectFamily.ClickHouse or DialectFamily.MySql;

    /// <summary>Spark: INTERVAL 2 HOURS 30 MINUTES.</summary>
    private SqlList<Interval> MoreAmounts()
    {
        var more = new ListBuilder<Interval>();
        while (
            (_cursor.At(TokenKind.Number) || LiteralParser.IsStringKind(_cursor.Current.Kind))
            && IntervalUnits.IsUnit(_cursor.Peek().Keyword)
        )
        {
            var start = _cursor.Start;
            var token = _cursor.Current;
            _cursor.Take();
            Expression value =
                token.Kind == TokenKind.Number
                    ? new Number(grammar.Literals.Canonical(_cursor.TextOf(token))) { Span = _cursor.Since(start) }
                    : new Expression.String(TokenText.OfString(_cursor.Text, token, _cursor.Dialect.Lexical))
                    {
                        Span = _cursor.Since(start),
                    };
            more.Add(new Interval(value, IntervalUnits.Read(_cursor).Item1) { Span = _cursor.Since(start) });
        }
        return more.ToList();
    }

    /// <summary>MySQL's INTERVAL(a, b, c) is a function; INTERVAL (a) DAY is not.</summary>
    private bool IsIntervalCall()
    {
        var depth = 0;
        for (var offset = 1; ; offset++)
        {
            var token = _cursor.Peek(offset);
            switch (token.Kind)
            {
                case TokenKind.LeftParenthesis:
                    depth++;
                    break;
                case TokenKind.RightParenthesis when --depth == 0:
                    return false;
                case TokenKind.Comma when depth == 1:
                    return true;
                case TokenKind.End:
                    return false;
            }
        }
    }
}
