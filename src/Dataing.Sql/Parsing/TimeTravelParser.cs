using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Snowflake's AT, BEFORE and CHANGES behind a table, and the versions that Databricks hangs on its name.</summary>
internal sealed class TimeTravelParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    /// <summary>AT (TIMESTAMP =&gt; …) and the like; AT (a, b) is an alias with columns.</summary>
    public bool Ahead =>
        _cursor.Has(Feature.AtBefore)
        && (
            _cursor.Current.Keyword is Keyword.At or Keyword.Before
                ? _cursor.Peek().Kind == TokenKind.LeftParenthesis && _cursor.Peek(3).Kind == TokenKind.FatArrow
                : AtChanges
        );

    private bool AtChanges =>
        _cursor.Peek().Kind == TokenKind.LeftParenthesis
        && _cursor.Peek(3).Kind == TokenKind.FatArrow
        && _cursor.Is(_cursor.Current, "CHANGES")
        && _cursor.Is(_cursor.Peek(2), "INFORMATION");

    public TimeTravel Parse()
    {
        var start = _cursor.Start;
        return AtChanges ? Changes(start) : AtBefore(start);
    }

    /// <summary>t@v5 is VERSION AS OF 5; t@20260131120000000 is TIMESTAMP AS OF that instant.</summary>
    public TimeTravel Version()
    {
        var start = _cursor.Start;
        var text = _cursor.TextOf(_cursor.Take())[1..];
        if (text.Length > 1 && text[0] is 'v' or 'V' && !text[1..].ContainsAnyExceptInRange('0', '9'))
            return new TimeTravel("VERSION AS OF", new Expression.Number(text[1..].ToString())) { Span = _cursor.Since(start) };
        if (text.Length != 17 || text.ContainsAnyExceptInRange('0', '9'))
        {
            _cursor.GoBack(_cursor.Index - 1);
            throw SyntaxErrors.Expected(_cursor, "@v and a version, or @ and seventeen digits");
        }
        var instant = $"{text[..4]}-{text[4..6]}-{text[6..8]} {text[8..10]}:{text[10..12]}:{text[12..14]}.{text[14..]}";
        return new TimeTravel("TIMESTAMP AS OF", new Expression.String(instant)) { Span = _cursor.Since(start) };
    }

    private TimeTravel AtBefore(int start)
    {
        var word = KeywordTable.TextOf(_cursor.Take().Keyword);
        var (kind, value) = Moment();
        return new TimeTravel($"{word} {kind}", value) { Span = _cursor.Since(start) };
    }

    /// <summary>CHANGES (INFORMATION =&gt; DEFAULT) AT (…) [END (…)].</summary>
    private TimeTravel Changes(int start)
    {
        _cursor.Take();
        _cursor.Open();
        _cursor.Take();
        _cursor.Take();
        var information = grammar.Names.AnyName("DEFAULT or APPEND_ONLY").Text.ToUpperInvariant();
        _cursor.Close();
        if (information is not ("DEFAULT" or "APPEND_ONLY") || !Ahead || AtChanges)
            throw SyntaxErrors.Expected(_cursor, "AT", "BEFORE");
        var travel = AtBefore(start) with { Changes = information };
        if (_cursor.At(Keyword.End, TokenKind.LeftParenthesis) && _cursor.Accept(Keyword.End))
        {
            var (kind, value) = Moment();
            travel = travel with { UntilKind = kind, Until = value };
        }
        return travel with { Span = _cursor.Since(start) };
    }

    private (string Kind, Expression Value) Moment()
    {
        _cursor.Open();
        var kind = grammar.Names.AnyName("TIMESTAMP, OFFSET or STATEMENT").Text.ToUpperInvariant();
        _cursor.Expect(TokenKind.FatArrow, "=>");
        if (kind is not ("TIMESTAMP" or "OFFSET" or "STATEMENT" or "STREAM" or "VERSION"))
            throw SyntaxErrors.Expected(_cursor, "TIMESTAMP", "OFFSET", "STATEMENT");
        var value = grammar.Expressions.Parse();
        _cursor.Close();
        return (kind, value);
    }
}
