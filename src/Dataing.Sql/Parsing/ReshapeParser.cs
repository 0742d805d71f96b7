using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>PIVOT, UNPIVOT, JSON_TABLE and XMLTABLE.</summary>
internal sealed class ReshapeParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;
    private readonly PivotParser _pivots = new(grammar);
    private readonly MatchParser _matches = new(grammar);

    public TableSource? Continue(TableSource source, int start) =>
        _cursor.Current.Keyword switch
        {
            Keyword.Pivot when _cursor.Peek().Kind == TokenKind.LeftParenthesis => _pivots.Pivot(source, start),
            Keyword.Unpivot
                when _cursor.Peek().Kind == TokenKind.LeftParenthesis || _cursor.Peek().Keyword is Keyword.Include or Keyword.Exclude =>
                _pivots.Unpivot(source, start),
            Keyword.MatchRecognize when _cursor.Peek().Kind == TokenKind.LeftParenthesis => _matches.Match(source, start),
            _ => null,
        };

    /// <summary>DuckDB's PIVOT source ON column USING aggregate GROUP BY column.</summary>
    public QueryBody Statement() => _pivots.Statement();

    public TableSource.DocumentTable Document(int start)
    {
        var name = KeywordTable.TextOf(_cursor.Take().Keyword);
        _cursor.Open();
        var arguments = new ArgumentParser(grammar).DocumentArguments();
        SqlList<ShapeColumn> columns = [];
        _cursor.Expect(Keyword.Columns);
        if (_cursor.At(TokenKind.LeftParenthesis))
            columns = grammar.Parenthesised(ShapeColumn);
        else
            columns = grammar.List(ShapeColumn);
        var plan = _cursor.Is(_cursor.Current, "plan") ? Plan() : null;
        var handling = Handling();
        _cursor.Close();
        return new TableSource.DocumentTable(name, arguments, columns, grammar.Sources.Alias())
        {
            Handling = handling,
            Plan = plan,
            Span = _cursor.Since(start),
        };
    }

    public ShapeColumn ShapeColumn()
    {
        var start = _cursor.Start;
        if (_cursor.Accept(Keyword.Nested))
        {
            _cursor.Accept(Keyword.Path);
            var path = grammar.Expressions.ParseOperand();
            var pathName = _cursor.Accept(Keyword.As) ? grammar.Names.AnyName("the path's name") : null;
            _cursor.Expect(Keyword.Columns);
            _cursor.Enter();
            var columns = grammar.Parenthesised(ShapeColumn);
            _cursor.Leave();
            return new ShapeColumn(null, null)
            {
                Path = path,
                Nested = columns,
                PathName = pathName,
                Span = _cursor.Since(start),
            };
        }
        var name = grammar.Names.Name("a column");
        if (_cursor.Accept(Keyword.For, Keyword.Ordinality))
            return new ShapeColumn(name, null) { ForOrdinality = true, Span = _cursor.Since(start) };
        var column = new ShapeColumn(name, grammar.Types.Parse());
        if (_cursor.Accept(Keyword.Format, Keyword.Json))
            column = column with
            {
                Format = ArgumentClauseParser.Encoding(_cursor) is { } encoding ? $"FORMAT JSON ENCODING {encoding}" : "FORMAT JSON",
            };
        if (_cursor.Accept(Keyword.Exists))
            column = column with { Exists = true };
        if (_cursor.Accept(Keyword.Path) || grammar.Literals.AtString)
            column = column with { Path = grammar.Expressions.ParseOperand() };
        while (ArgumentClauseParser.Phrase(_cursor, wrappers: true) is { } phrase)
            column = column with { Wrapper = Joined(column.Wrapper, phrase) };
        column = column with { Handling = Handling() };
        while (_cursor.Accept(Keyword.Default))
        {
            column = column with { Default = grammar.Expressions.ParseOperand() };
            if (_cursor.At(Keyword.On))
                column = column with
                {
                    Default = null,
                    Fallbacks = [.. column.Fallbacks, new Fallback(column.Default, On() == "ON ERROR")],
                };
            column = column with { Handling = Joined(column.Handling, Handling()) };
        }
        if (_cursor.Accept(Keyword.Not))
        {
            _cursor.Expect(Keyword.Null);
            column = column with { Handling = Joined(column.Handling, "NOT NULL") };
        }
        if (_cursor.Accept(Keyword.As, Keyword.Json))
            column = column with { AsJson = true };
        return column with { Span = _cursor.Since(start) };
    }

    /// <summary>PLAN (a OUTER (b UNION c)), PLAN DEFAULT (CROSS): names, words and parentheses, kept as written.</summary>
    private string Plan()
    {
        _cursor.Take();
        var words = new List<string>();
        var depth = 0;
        do
        {
            if (_cursor.At(TokenKind.LeftParenthesis))
                depth++;
            else if (_cursor.At(TokenKind.RightParenthesis))
                depth--;
            else if (_cursor.Current.Kind is not (TokenKind.Word or TokenKind.QuotedName or TokenKind.Comma))
                throw SyntaxErrors.Expected(_cursor, "the name of a path");
            words.Add(_cursor.TextOf(_cursor.Take()).ToString());
        } while (depth > 0 || _cursor.At(TokenKind.LeftParenthesis));
        return string.Join(' ', words);
    }

    /// <summary>NULL ON EMPTY, ERROR ON ERROR and the like, in upper case.</summary>
    private string? Handling()
    {
        var words = new List<string>();
        while (_cursor.Current.Keyword is Keyword.Null or Keyword.Error or Keyword.Empty)
        {
            do words.Add(KeywordTable.TextOf(_cursor.Take().Keyword));
            while (_cursor.Current.Keyword is Keyword.Array or Keyword.Object);
            words.Add(On());
        }
        return words.Count == 0 ? null : string.Join(' ', words);
    }

    private static string? Joined(string? first, string? second) =>
        first is null ? second
        : second is null ? first
        : $"{first} {second}";

    private string On()
    {
        _cursor.Expect(Keyword.On);
        if (_cursor.Accept(Keyword.Empty))
            return "ON EMPTY";
        _cursor.Expect(Keyword.Error);
        return "ON ERROR";
    }
}
