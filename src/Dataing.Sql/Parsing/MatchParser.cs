using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Patterns over rows: MATCH_RECOGNIZE behind a source, and the same clauses in a window.</summary>
internal sealed class MatchParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public TableSource.MatchRecognize Match(TableSource source, int start)
    {
        _cursor.Take();
        _cursor.Open();
        SqlList<Expression> partition = _cursor.Accept(Keyword.Partition, Keyword.By) ? grammar.Expressions.List() : [];
        SqlList<OrderItem> order = _cursor.Accept(Keyword.Order, Keyword.By) ? grammar.Endings.OrderItems() : [];
        SqlList<SelectItem> measures = _cursor.Accept(Keyword.Measures) ? grammar.List(Measure) : [];
        var rows = Words(Keyword.After, Keyword.Pattern);
        string? after = null;
        if (_cursor.Accept(Keyword.After, Keyword.Match))
        {
            _cursor.Expect(Keyword.Skip);
            after = Words(Keyword.Pattern, Keyword.Pattern);
        }
        var (pattern, subsets, define) = PatternAndDefinitions();
        _cursor.Close();
        return new TableSource.MatchRecognize(source, pattern, define, grammar.Sources.Alias())
        {
            PartitionBy = partition,
            OrderBy = order,
            Measures = measures,
            Subsets = subsets,
            RowsPerMatch = rows,
            AfterMatch = after,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>SUBSET u = (a, b), v = (c, d).</summary>
    private SqlList<PatternSubset> Subsets()
    {
        _cursor.Take();
        return grammar.List(() =>
        {
            var start = _cursor.Start;
            var name = grammar.Names.Name("a pattern variable");
            _cursor.Expect(TokenKind.Equal, "=");
            return new PatternSubset(name, grammar.Parenthesised(() => grammar.Names.Name("a pattern variable")))
            {
                Span = _cursor.Since(start),
            };
        });
    }

    private SelectItem Measure()
    {
        string? rows =
            _cursor.At(Keyword.Final) ? "FINAL"
            : _cursor.At(Keyword.Running) ? "RUNNING"
            : null;
        if (rows is not null)
            _cursor.Take();
        return grammar.Selects.Item() with { MeasuredRows = rows };
    }

    private SelectItem Definition()
    {
        var start = _cursor.Start;
        var name = grammar.Names.Name("a pattern variable");
        _cursor.Expect(Keyword.As);
        return new SelectItem(grammar.Expressions.Parse(), name) { Span = _cursor.Since(start) };
    }

    private string? Words(Keyword until, Keyword orUntil, string? andUntil = null, string? lastly = null)
    {
        var words = new List<string>();
        while (
            _cursor.At(TokenKind.Word)
            && !_cursor.At(until)
            && !_cursor.At(orUntil)
            && !(andUntil is not null && _cursor.Is(_cursor.Current, andUntil))
            && !(lastly is not null && _cursor.Is(_cursor.Current, lastly))
        )
            words.Add(_cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant());
        return words.Count == 0 ? null : string.Join(' ', words);
    }

    /// <summary>The regular expression over pattern variables, kept as written.</summary>
    private string Pattern()
    {
        _cursor.Open();
        var start = _cursor.Start;
        var depth = 1;
        while (true)
        {
            if (_cursor.AtEnd)
                throw SyntaxErrors.Expected(_cursor, ")");
            if (_cursor.At(TokenKind.LeftParenthesis))
                depth++;
            else if (_cursor.At(TokenKind.RightParenthesis) && --depth == 0)
                break;
            _cursor.Take();
        }
        var span = _cursor.Since(start);
        _cursor.Close();
        return _cursor.Text.Substring(span.Start, span.Length);
    }

    /// <summary>Trino's row patterns in a window: MEASURES before the frame.</summary>
    public RowPattern InWindow(Func<WindowFrame?> readFrame, out WindowFrame? frame)
    {
        var start = _cursor.Start;
        SqlList<SelectItem> measures = _cursor.Accept(Keyword.Measures) ? grammar.List(Measure) : [];
        frame = readFrame();
        string? after = null;
        if (_cursor.Accept(Keyword.After, Keyword.Match))
        {
            _cursor.Expect(Keyword.Skip);
            after = Words(Keyword.Pattern, Keyword.Pattern, "initial", "seek");
        }
        string? search =
            _cursor.Is(_cursor.Current, "initial") ? "INITIAL"
            : _cursor.Is(_cursor.Current, "seek") ? "SEEK"
            : null;
        if (search is not null)
            _cursor.Take();
        if (!_cursor.At(Keyword.Pattern))
            return new RowPattern(null, [])
            {
                Measures = measures,
                AfterMatch = after,
                Search = search,
                Span = _cursor.Since(start),
            };
        var (pattern, subsets, define) = PatternAndDefinitions();
        return new RowPattern(pattern, define)
        {
            Measures = measures,
            AfterMatch = after,
            Search = search,
            Subsets = subsets,
            Span = _cursor.Since(start),
        };
    }

    private (string Pattern, SqlList<PatternSubset> Subsets, SqlList<SelectItem> Define) PatternAndDefinitions()
    {
        _cursor.Expect(Keyword.Pattern);
        var pattern = Pattern();
        var subsets = _cursor.Is(_cursor.Current, "subset") ? Subsets() : [];
        _cursor.Expect(Keyword.Define);
        return (pattern, subsets, grammar.List(Definition));
    }
}
