using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>Calls whose arguments are separated by words: CASE, CAST, EXTRACT, SUBSTRING, TRIM, POSITION and so on.</summary>
internal sealed class SpecialCallParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;
    private readonly CastParser _casts = new(grammar);
    private readonly VendorCallParser _vendors = new(grammar);

    /// <summary>The call, or null when the word begins none and is an ordinary name.</summary>
    public Expression? Parse(Token token, int start)
    {
        if (token.Keyword == Keyword.Case)
            return Case(start);
        if (token.Keyword == Keyword.Match && _cursor.Has(Feature.IndexHints) && grammar.Names.IsName(_cursor.Peek()))
            return _vendors.Match(start);
        if (token.Keyword == Keyword.Approximate && _vendors.IsApproximateCall)
            return _vendors.Approximate(start);
        if (token.Keyword is Keyword.Final or Keyword.Running && _vendors.IsProcessedCall)
            return _vendors.Processed(start);
        if (token.Keyword is Keyword.Next or Keyword.Previous && _vendors.IsSequenceValue)
            return _vendors.SequenceValue(start);
        if (
            token.Keyword == Keyword.Transform
            && _cursor.Dialect.Family == DialectFamily.Databricks
            && grammar.Scripts.Call(start) is { } script
        )
            return script;
        if (token.Keyword == Keyword.Collation && _cursor.Peek().Keyword == Keyword.For)
            return _vendors.CollationFor(start);
        if (_cursor.Peek().Kind != TokenKind.LeftParenthesis)
            return null;
        switch (token.Keyword)
        {
            case Keyword.Exists when grammar.Queries.StartsBehindParentheses(1):
                _cursor.Take();
                return new Exists(grammar.Queries.ParseParenthesised()) { Span = _cursor.Since(start) };
            case Keyword.With when _cursor.Dialect.Family == DialectFamily.BigQuery:
                return Let(start);
            case Keyword.Cast:
                return _casts.Cast(start, attempt: false);
            case Keyword.TryCast or Keyword.SafeCast:
                return _casts.Cast(start, attempt: true);
            case Keyword.Convert or Keyword.TryConvert:
                return _casts.Convert(start);
            case Keyword.Parse or Keyword.TryParse when _cursor.Dialect.Family == DialectFamily.SqlServer && HasWord(Keyword.As):
                return _vendors.ParseText(start);
            case Keyword.Char when _cursor.Has(Feature.IndexHints) && HasWordBehindCommas(Keyword.Using):
                return _vendors.CharUsing(start);
            case Keyword.Extract:
                return Extract(start);
            case Keyword.Substring or Keyword.Substr when HasWord(Keyword.From) || HasWord(Keyword.For) || HasWord(Keyword.Similar):
                return Substring(start);
            case Keyword.Trim:
                return Trim(start);
            case Keyword.Position when HasWord(Keyword.In):
                return Position(start);
            case Keyword.Overlay when HasWord(Keyword.Placing):
                return Overlay(start);
            case Keyword.Ceil or Keyword.Ceiling or Keyword.Floor when HasWord(Keyword.To):
                return RoundTo(start);
            case Keyword.Match when _cursor.Has(Feature.IndexHints):
                return _vendors.Match(start);
            case Keyword.Columns when _cursor.Has(Feature.ColumnsExpression):
                return Columns(start);
            case Keyword.WeightString when _cursor.Has(Feature.IndexHints):
                return _vendors.WeightString(start);
            default:
                return null;
        }
    }

    private Case Case(int start)
    {
        _cursor.Enter();
        _cursor.Take();
        var operand = _cursor.At(Keyword.When) ? null : grammar.Expressions.Parse();
        var whens = new ListBuilder<WhenClause>();
        while (_cursor.At(Keyword.When))
        {
            var whenStart = _cursor.Start;
            _cursor.Take();
            var condition = grammar.Expressions.Parse();
            _cursor.Expect(Keyword.Then);
            whens.Add(new WhenClause(condition, grammar.Expressions.Parse()) { Span = _cursor.Since(whenStart) });
        }
        if (whens.Count == 0)
            throw SyntaxErrors.Expected(_cursor, "WHEN");
        var otherwise = _cursor.Accept(Keyword.Else) ? grammar.Expressions.Parse() : null;
        _cursor.Expect(Keyword.End);
        _cursor.Leave();
        return new Case(operand, whens.ToList(), otherwise) { Span = _cursor.Since(start) };
    }

    /// <summary>WITH(a AS 1, b AS a + 1, a + b).</summary>
    private Let Let(int start)
    {
        _cursor.Enter();
        _cursor.Take();
        _cursor.Open();
        var values = new ListBuilder<SelectItem>();
        while (grammar.Names.AtName && _cursor.Peek().Keyword == Keyword.As)
        {
            var from = _cursor.Start;
            var name = grammar.Names.AnyName("a name");
            _cursor.Expect(Keyword.As);
            values.Add(new SelectItem(grammar.Expressions.Parse(), name) { Span = _cursor.Since(from) });
            _cursor.Expect(TokenKind.Comma, ",");
        }
        var result = grammar.Expressions.Parse();
        _cursor.Close();
        _cursor.Leave();
        return new Let(values.ToList(), result) { Span = _cursor.Since(start) };
    }

    private Expression Extract(int start)
    {
        var name = grammar.Names.TakeName();
        _cursor.Open();
        var isText = grammar.Literals.AtString;
        if (!isText && _cursor.Peek().Keyword != Keyword.From && _cursor.Peek().Kind != TokenKind.LeftParenthesis)
            return PlainCall(name, start);
        var token = _cursor.Current;
        var field = isText ? grammar.Literals.StringText() : _cursor.TextOf(_cursor.Take()).ToString();
        if (!isText && token.Keyword == Keyword.Week && _cursor.At(TokenKind.LeftParenthesis))
        {
            _cursor.Take();
            field += $"({_cursor.TextOf(_cursor.Take())})";
            _cursor.Close();
        }
        if (!_cursor.At(Keyword.From))
        {
            _cursor.GoBack(_cursor.Index - 1);
            return PlainCall(name, start);
        }
        _cursor.Take();
        var source = grammar.Expressions.Parse();
        _cursor.Close();
        return new Extract(field.ToUpperInvariant(), source) { Span = _cursor.Since(start) };
    }

    private FunctionCall PlainCall(Identifier name, int start)
    {
        var arguments = grammar.List(() => new Argument(grammar.Expressions.Parse()));
        _cursor.Close();
        return new FunctionCall(new ObjectName([name]), arguments) { Span = _cursor.Since(start) };
    }

    /// <summary>SUBSTRING(x FROM a FOR b) is SUBSTRING(x, a, b); without FROM it begins at 1.</summary>
    private FunctionCall Substring(int start)
    {
        var name = grammar.Names.TakeName();
        _cursor.Open();
        var arguments = new ListBuilder<Argument>();
        arguments.Add(new Argument(grammar.Expressions.Parse(Power.Other)));
        if (_cursor.Accept(Keyword.Similar))
        {
            arguments.Add(new Argument(grammar.Expressions.Parse()));
            _cursor.Expect(Keyword.Escape);
            arguments.Add(new Argument(grammar.Expressions.Parse()));
        }
        else
        {
            Expression? length = _cursor.Accept(Keyword.For) ? grammar.Expressions.Parse() : null;
            arguments.Add(new Argument(_cursor.Accept(Keyword.From) ? grammar.Expressions.Parse() : new Number("1")));
            length ??= _cursor.Accept(Keyword.For) ? grammar.Expressions.Parse() : null;
            if (length is not null)
                arguments.Add(new Argument(length));
        }
        _cursor.Close();
        return new FunctionCall(new ObjectName([name]) { Span = name.Span }, arguments.ToList()) { Span = _cursor.Since(start) };
    }

    private Expression Trim(int start)
    {
        var name = grammar.Names.TakeName();
        _cursor.Open();
        TrimSide? side = _cursor.Current.Keyword switch
        {
            Keyword.Both => TrimSide.Both,
            Keyword.Leading => TrimSide.Leading,
            Keyword.Trailing => TrimSide.Trailing,
            _ => null,
        };
        if (side is not null)
            _cursor.Take();
        Expression? characters = null;
        if (!_cursor.Accept(Keyword.From))
        {
            var first = grammar.Expressions.Parse();
            if (!_cursor.Accept(Keyword.From))
                return TrimCall(name, first, side, start);
            characters = first;
        }
        var value = grammar.Expressions.Parse();
        _cursor.Close();
        return new Trim(side ?? TrimSide.Both, characters, value) { Span = _cursor.Since(start) };
    }

    private Expression TrimCall(Identifier name, Expression first, TrimSide? side, int start)
    {
        var second = _cursor.Accept(TokenKind.Comma) ? grammar.Expressions.Parse() : null;
        _cursor.Close();
        if (side is { } given)
            return new Trim(given, second, first) { Span = _cursor.Since(start) };
        SqlList<Argument> arguments = second is null ? [new Argument(first)] : [new Argument(first), new Argument(second)];
        return new FunctionCall(new ObjectName([name]) { Span = name.Span }, arguments) { Span = _cursor.Since(start) };
    }

    private PositionOf Position(int start)
    {
        _cursor.Take();
        _cursor.Open();
        var needle = grammar.Expressions.Parse(Power.Other);
        _cursor.Expect(Keyword.In);
        var haystack = grammar.Expressions.Parse();
        _cursor.Close();
        return new PositionOf(needle, haystack) { Span = _cursor.Since(start) };
    }

    private Overlay Overlay(int start)
    {
        _cursor.Take();
        _cursor.Open();
        var value = grammar.Expressions.Parse();
        _cursor.Expect(Keyword.Placing);
        var placing = grammar.Expressions.Parse();
        _cursor.Expect(Keyword.From);
        var from = grammar.Expressions.Parse();
        var length = _cursor.Accept(Keyword.For) ? grammar.Expressions.Parse() : null;
        _cursor.Close();
        return new Overlay(value, placing, from, length) { Span = _cursor.Since(start) };
    }

    /// <summary>FLOOR(time TO DAY) is DATE_TRUNC in another spelling; it stays a call with a unit.</summary>
    private FunctionCall RoundTo(int start)
    {
        var name = grammar.Names.TakeName();
        _cursor.Open();
        var value = grammar.Expressions.Parse();
        _cursor.Expect(Keyword.To);
        var (unit, _) = IntervalUnits.Read(_cursor);
        if (unit is null)
            throw SyntaxErrors.Expected(_cursor, "a unit of time");
        _cursor.Close();
        return new FunctionCall(new ObjectName([name]), [new Argument(value), new Argument(new DatePart(unit))])
        {
            Span = _cursor.Since(start),
        };
    }

    /// <summary>COLUMNS(pattern), and in ClickHouse COLUMNS(a, b), with what is applied to each.</summary>
    public Columns Columns(int start)
    {
        _cursor.Take();
        _cursor.Open();
        var selector = grammar.Expressions.Parse();
        if (_cursor.At(TokenKind.Comma) && _cursor.Accept(TokenKind.Comma))
            selector = new Expression.Tuple([selector, .. grammar.List(grammar.Expressions.Parse)]);
        _cursor.Close();
        if (_cursor.Has(Feature.ArrayJoin))
        {
            var stars = new StarParser(grammar);
            var modified = stars.Modified(new Star());
            return new Columns(selector)
            {
                Except = modified.Except,
                Replace = modified.Replace,
                Strict = modified.Strict,
                Transformers = ColumnTransformers.Read(grammar, stars),
                Span = _cursor.Since(start),
            };
        }
        return new Columns(selector) { Span = _cursor.Since(start) };
    }

    /// <summary>True when the word stands at the top level of the parentheses that open next, before any comma.</summary>
    private bool HasWord(Keyword keyword) => HasWord(keyword, beyondCommas: false);

    private bool HasWordBehindCommas(Keyword keyword) => HasWord(keyword, beyondCommas: true);

    private bool HasWord(Keyword keyword, bool beyondCommas)
    {
        var depth = 0;
        for (var offset = 1; ; offset++)
        {
            var token = _cursor.Peek(offset);
            if (token.Kind is TokenKind.LeftParenthesis or TokenKind.LeftBracket)
                depth++;
            else if (token.Kind is TokenKind.RightParenthesis or TokenKind.RightBracket && --depth == 0)
                return false;
            else if (token.Kind is TokenKind.End || (token.Kind == TokenKind.Comma && depth == 1 && !beyondCommas))
                return false;
            // The FROM of IS DISTINCT FROM separates nothing.
            else if (depth == 1 && token.Keyword == keyword && _cursor.Peek(offset - 1).Keyword != Keyword.Distinct)
                return true;
        }
    }
}
