using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>TABLESAMPLE, SAMPLE and what USING SAMPLE takes.</summary>
internal sealed class SampleParser(Grammar grammar)
{
    private static readonly FrozenSet<string> Methods = new[]
    {
        "BERNOULLI",
        "SYSTEM",
        "RESERVOIR",
        "ROW",
        "BLOCK",
        "SYSTEM_ROWS",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly TokenCursor _cursor = grammar.Cursor;

    public TableSample? Parse()
    {
        var opens =
            _cursor.At(Keyword.Tablesample)
            || (
                _cursor.At(Keyword.Sample)
                && _cursor.Has(Feature.Sample)
                && _cursor.Peek().Kind is TokenKind.LeftParenthesis or TokenKind.Number or TokenKind.Word
            );
        if (!opens)
            return null;
        _cursor.Take();
        return Size();
    }

    public TableSample Size()
    {
        var start = _cursor.Start;
        if (_cursor.Dialect.Family == DialectFamily.ClickHouse)
        {
            var share = grammar.Expressions.ParseOperand();
            var offset = _cursor.Accept(Keyword.Offset) ? grammar.Expressions.ParseOperand() : null;
            return new TableSample(null, share, SampleUnit.Unsaid) { Second = offset, Span = _cursor.Since(start) };
        }
        var method = _cursor.At(TokenKind.Word) ? Method() : null;
        var open = _cursor.Accept(TokenKind.LeftParenthesis);
        var bucket = open && _cursor.Accept(Keyword.Bucket);
        var size = grammar.Expressions.ParseCount();
        Expression? second = null;
        Expression? on = null;
        if (bucket)
        {
            _cursor.Expect(Keyword.Out);
            _cursor.Expect(Keyword.Of);
            second = grammar.Expressions.ParseOperand();
            on = _cursor.Accept(Keyword.On) ? grammar.Expressions.Parse() : null;
        }
        var unit = bucket ? SampleUnit.Bucket : Unit();
        if (!open && _cursor.Accept(TokenKind.LeftParenthesis))
        {
            // DuckDB: USING SAMPLE 10 PERCENT (bernoulli, 42)
            method = Method();
            var inlineSeed = _cursor.Accept(TokenKind.Comma) ? grammar.Expressions.Parse() : null;
            _cursor.Close();
            return new TableSample(method, size, unit) { Seed = inlineSeed, Span = _cursor.Since(start) };
        }
        if (open)
            _cursor.Close();
        return new TableSample(method, size, unit)
        {
            Second = second,
            On = on,
            Seed = Seed(),
            Span = _cursor.Since(start),
        };
    }

    /// <summary>A method of the engine's own: in PostgreSQL any function may be one.</summary>
    private string Method()
    {
        var method = _cursor.TextOf(_cursor.Current).ToString().ToUpperInvariant();
        if (!_cursor.At(TokenKind.Word) || !Methods.Contains(method))
            throw SyntaxErrors.Expected(_cursor, "BERNOULLI", "SYSTEM");
        _cursor.Take();
        return method;
    }

    private SampleUnit Unit()
    {
        if (_cursor.Accept(Keyword.Percent) || _cursor.Accept(TokenKind.Percent))
            return SampleUnit.Percent;
        return _cursor.Accept(Keyword.Rows) || _cursor.Accept(Keyword.Row) ? SampleUnit.Rows : SampleUnit.Unsaid;
    }

    private Expression? Seed()
    {
        if (_cursor.Current.Keyword is not (Keyword.Repeatable or Keyword.Seed) || _cursor.Peek().Kind != TokenKind.LeftParenthesis)
            return null;
        _cursor.Take();
        _cursor.Open();
        var seed = grammar.Expressions.Parse();
        _cursor.Close();
        return seed;
    }
}
