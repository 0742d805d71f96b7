using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>Hive's TRANSFORM (a, b) USING 'program' AS (c, d), and MAP or REDUCE in place of SELECT TRANSFORM: they start a program, and are read so that they can be refused by name.</summary>
internal sealed class ScriptParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    /// <summary>True at MAP or REDUCE where a query begins.</summary>
    public bool AtHead =>
        _cursor.Dialect.Family == Dialects.DialectFamily.Databricks
        && (_cursor.At(Keyword.Map) || _cursor.Is(_cursor.Current, "REDUCE"))
        && _cursor.Peek().Kind != TokenKind.Dot;

    /// <summary>MAP a, b USING … : what SELECT would have selected.</summary>
    public SelectHead Head()
    {
        var start = _cursor.Start;
        _cursor.Take();
        var distinct = Quantifier();
        var inputs = grammar.List(Input);
        _cursor.Expect(Keyword.Using);
        var call = Program(inputs, distinct, null, start);
        return new([new SelectItem(call) { Span = call.Span }], [], null, null, default, false);
    }

    /// <summary>TRANSFORM (…) USING …; null when TRANSFORM is the function on arrays.</summary>
    public FunctionCall? Call(int start)
    {
        var index = _cursor.Index;
        if (_cursor.Peek().Kind != TokenKind.LeftParenthesis)
            return null;
        _cursor.Take();
        _cursor.Open();
        var distinct = Quantifier();
        SqlList<Argument> inputs = _cursor.At(TokenKind.RightParenthesis) ? [] : grammar.List(Input);
        if (_cursor.Accept(TokenKind.RightParenthesis))
        {
            var format = Format();
            if (_cursor.Accept(Keyword.Using))
                return Program(inputs, distinct, format, start);
        }
        _cursor.GoBack(index);
        return null;
    }

    private FunctionCall Program(SqlList<Argument> inputs, bool distinct, RowFormat? input, int start)
    {
        var program = grammar.Literals.Literal();
        var name = new ObjectName([new Identifier("TRANSFORM USING")]) { Span = _cursor.Since(start) };
        SqlList<AliasColumn> columns = [];
        if (_cursor.Accept(Keyword.As))
            columns = _cursor.At(TokenKind.LeftParenthesis) ? grammar.Parenthesised(Column) : grammar.List(Column);
        var output = Format();
        return new FunctionCall(name, inputs)
        {
            Distinct = distinct,
            Program = input is null && output is null ? program : new Script(program, input, output) { Span = program.Span },
            RecordColumns = columns,
            Span = _cursor.Since(start),
        };
    }

    private bool Quantifier() => !_cursor.Accept(Keyword.All) && _cursor.Accept(Keyword.Distinct);

    private Argument Input() => new(grammar.Expressions.Parse());

    /// <summary>ROW FORMAT DELIMITED … or ROW FORMAT SERDE 'class'.</summary>
    private RowFormat? Format()
    {
        var start = _cursor.Start;
        if (!_cursor.Accept(Keyword.Row, Keyword.Format))
            return null;
        var entries = new ListBuilder<OptionEntry>();
        var serde = TakeWord("SERDE") ? grammar.Literals.StringText() : null;
        if (serde is null && !TakeWord("DELIMITED"))
            throw SyntaxErrors.Expected(_cursor, "DELIMITED", "SERDE");
        while (serde is null && Words() is { } words)
            entries.Add(new OptionEntry(words, grammar.Literals.Literal()));
        return new RowFormat(serde, entries.ToList()) { Span = _cursor.Since(start) };
    }

    /// <summary>FIELDS TERMINATED BY, LINES TERMINATED BY, NULL DEFINED AS and so on: two or three words before a text.</summary>
    private string? Words()
    {
        var count = 0;
        while (count < 4 && _cursor.Peek(count).Kind == TokenKind.Word)
            count++;
        if (count is 0 or 4 || _cursor.Peek(count).Kind != TokenKind.String || _cursor.At(Keyword.Using))
            return null;
        var words = new string[count];
        for (var i = 0; i < count; i++)
            words[i] = _cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant();
        return string.Join(' ', words);
    }

    private bool TakeWord(string word)
    {
        if (!_cursor.Is(_cursor.Current, word))
            return false;
        _cursor.Take();
        return true;
    }

    private AliasColumn Column()
    {
        var start = _cursor.Start;
        var name = grammar.Names.Name("a column");
        var typed = _cursor.Current.Kind == TokenKind.Word && !_cursor.At(Keyword.From) && !_cursor.At(Keyword.Row, Keyword.Format);
        return new AliasColumn(name, typed ? grammar.Types.Parse() : null) { Span = _cursor.Since(start) };
    }
}
