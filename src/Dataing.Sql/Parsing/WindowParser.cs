using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>OVER, WINDOW and frames.</summary>
internal sealed class WindowParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public Over Over()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Over);
        if (_cursor.At(TokenKind.LeftParenthesis))
            return new Over(null, Specification()) { Span = _cursor.Since(start) };
        return new Over(grammar.Names.Name("a window or ("), null) { Span = _cursor.Since(start) };
    }

    public NamedWindow Named()
    {
        var start = _cursor.Start;
        var name = grammar.Names.Name("the name of a window");
        _cursor.Expect(Keyword.As);
        var specification = _cursor.At(TokenKind.LeftParenthesis)
            ? Specification()
            : new WindowSpecification { BasedOn = grammar.Names.Name("a window or (") };
        return new NamedWindow(name, specification) { Span = _cursor.Since(start) };
    }

    private WindowSpecification Specification()
    {
        var start = _cursor.Start;
        _cursor.Open();
        var basedOn = AtBaseName() ? grammar.Names.Name() : null;
        SqlList<Expression> partition = [];
        SqlList<OrderItem> order = [];
        if (_cursor.Accept(Keyword.Partition, Keyword.By) || _cursor.Accept(Keyword.Distribute, Keyword.By))
            partition = grammar.Expressions.List();
        if (_cursor.Accept(Keyword.Order, Keyword.By) || _cursor.Accept(Keyword.Sort, Keyword.By))
            order = grammar.Endings.OrderItems();
        WindowFrame? frame;
        RowPattern? pattern = null;
        if (_cursor.Dialect.Family == DialectFamily.Trino)
        {
            pattern = new MatchParser(grammar).InWindow(FrameAhead, out frame);
            if (pattern is { Pattern: null, Measures.Count: 0, AfterMatch: null, Search: null })
                pattern = null;
        }
        else
        {
            frame = FrameAhead();
        }
        _cursor.Close();
        return new WindowSpecification
        {
            BasedOn = basedOn,
            PartitionBy = partition,
            OrderBy = order,
            Frame = frame,
            Pattern = pattern,
            Span = _cursor.Since(start),
        };
    }

    private WindowFrame? FrameAhead() => _cursor.Current.Keyword is Keyword.Rows or Keyword.Range or Keyword.Groups ? Frame() : null;

    private bool AtBaseName()
    {
        if (!grammar.Names.AtName)
            return false;
        if (_cursor.Current.Kind != TokenKind.Word)
            return true;
        return _cursor.Current.Keyword switch
        {
            Keyword.Measures or Keyword.Pattern => _cursor.Peek().Kind == TokenKind.RightParenthesis
                || _cursor.Dialect.Family != DialectFamily.Trino,
            Keyword.Partition or Keyword.Distribute or Keyword.Sort => _cursor.Peek().Keyword != Keyword.By,
            Keyword.Rows or Keyword.Range or Keyword.Groups => _cursor.Peek().Kind == TokenKind.RightParenthesis,
            _ => true,
        };
    }

    private WindowFrame Frame()
    {
        var start = _cursor.Start;
        var unit = _cursor.Take().Keyword switch
        {
            Keyword.Rows => FrameUnit.Rows,
            Keyword.Range => FrameUnit.Range,
            _ => FrameUnit.Groups,
        };
        FrameBound first;
        FrameBound? last = null;
        if (_cursor.Accept(Keyword.Between))
        {
            first = Bound();
            _cursor.Expect(Keyword.And);
            last = Bound();
        }
        else
        {
            first = Bound();
        }
        return new WindowFrame(unit, first, last, Exclusion()) { Span = _cursor.Since(start) };
    }

    private FrameBound Bound()
    {
        var start = _cursor.Start;
        if (_cursor.Accept(Keyword.Unbounded, Keyword.Preceding))
            return new FrameBound(FrameBoundKind.UnboundedPreceding) { Span = _cursor.Since(start) };
        if (_cursor.Accept(Keyword.Unbounded, Keyword.Following))
            return new FrameBound(FrameBoundKind.UnboundedFollowing) { Span = _cursor.Since(start) };
        if (_cursor.Accept(Keyword.Current, Keyword.Row))
            return new FrameBound(FrameBoundKind.CurrentRow) { Span = _cursor.Since(start) };
        var offset = AtDirectionAlone ? null : grammar.Expressions.ParseOperand();
        if (_cursor.Accept(Keyword.Preceding))
            return new FrameBound(FrameBoundKind.Preceding, offset) { Span = _cursor.Since(start) };
        if (_cursor.Accept(Keyword.Following))
            return new FrameBound(FrameBoundKind.Following, offset) { Span = _cursor.Since(start) };
        if (!EndsBound)
            throw SyntaxErrors.Expected(_cursor, "PRECEDING", "FOLLOWING");
        return new FrameBound(FrameBoundKind.Undirected, offset) { Span = _cursor.Since(start) };
    }

    private bool AtDirectionAlone =>
        _cursor.Current.Keyword is Keyword.Preceding or Keyword.Following
        && _cursor.Peek() is { Kind: TokenKind.RightParenthesis } or { Keyword: Keyword.And };

    private bool EndsBound => _cursor.At(TokenKind.RightParenthesis) || _cursor.At(Keyword.And);

    private FrameExclusion Exclusion()
    {
        if (!_cursor.Accept(Keyword.Exclude))
            return FrameExclusion.None;
        if (_cursor.Accept(Keyword.Current, Keyword.Row))
            return FrameExclusion.CurrentRow;
        if (_cursor.Accept(Keyword.Group))
            return FrameExclusion.Group;
        if (_cursor.Accept(Keyword.Ties))
            return FrameExclusion.Ties;
        if (_cursor.Accept(Keyword.No, Keyword.Others))
            return FrameExclusion.NoOthers;
        throw SyntaxErrors.Expected(_cursor, "CURRENT ROW", "GROUP", "TIES", "NO OTHERS");
    }
}
