using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Tables by name, table functions, UNNEST, and places outside the catalogue.</summary>
internal sealed class TableParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;
    private readonly TableClauseParser _clauses = new(grammar);

    public TableSource Parse(int start, bool lateral)
    {
        switch (_cursor.Current.Kind)
        {
            case TokenKind.Stage:
            case TokenKind.String when _cursor.Has(Feature.FileTables) || _cursor.Has(Feature.StageReferences):
                return External(start);
            case TokenKind.LeftBrace when _cursor.Dialect.Family == DialectFamily.ClickHouse:
                return NameByParameter(start);
            case TokenKind.AtName when _cursor.Dialect.Family == DialectFamily.SqlServer:
            case TokenKind.Variable when _cursor.Dialect.Family == DialectFamily.Databricks:
                return NameByVariable(start);
            case TokenKind.AtName or TokenKind.DollarName or TokenKind.Question or TokenKind.Variable:
                throw SyntaxErrors.Because(
                    _cursor,
                    SyntaxErrorCode.Syntax,
                    "A table cannot be a parameter or a variable.",
                    "Name the table."
                );
        }
        switch (_cursor.Current.Keyword)
        {
            case Keyword.Unnest when _cursor.Peek().Kind == TokenKind.LeftParenthesis:
                return Unnest(start, lateral);
            case Keyword.Table or Keyword.Identifier when AtNameByValue:
                return NameByValue(start);
            case Keyword.Table when _cursor.Peek().Kind == TokenKind.LeftParenthesis:
                return InTable(start, lateral);
            case Keyword.Rows when _cursor.Peek().Keyword == Keyword.From && _cursor.Peek(2).Kind == TokenKind.LeftParenthesis:
                return RowsFrom(start);
            case Keyword.JsonTable
            or Keyword.Xmltable when _cursor.Peek().Kind == TokenKind.LeftParenthesis && _cursor.Dialect.Family != DialectFamily.Sqlite:
                return grammar.Reshapes.Document(start);
            case Keyword.Identifier when _cursor.Peek().Kind == TokenKind.LeftParenthesis:
                throw SyntaxErrors.Because(_cursor, SyntaxErrorCode.Syntax, "IDENTIFIER(…) hides which table is read.", "Name the table.");
        }
        if (_cursor.At(Keyword.Only, TokenKind.LeftParenthesis) && _cursor.Dialect.Family == DialectFamily.Postgres)
            return OnlyParenthesised(start);
        if (_cursor.At(Keyword.View, TokenKind.LeftParenthesis) && _cursor.Dialect.Family == DialectFamily.ClickHouse)
            return View(start);
        var only = _cursor.At(Keyword.Only) && grammar.Names.IsName(_cursor.Peek()) && _cursor.Accept(Keyword.Only);
        if (!grammar.Names.AtName && !grammar.Names.AtLeftOutSchema && !IsFunctionWord())
            throw SyntaxErrors.Expected(_cursor, "a table", "a function", "(");
        var name = IsFunctionWord() ? new ObjectName([grammar.Names.TakeName()]) : grammar.Names.TableName();
        if (_cursor.At(TokenKind.LeftParenthesis) && !_clauses.AtOldHints)
            return Function(name, start, lateral);
        return _clauses.Continue(name, only, start);
    }

    /// <summary>PostgreSQL: ONLY (t) is ONLY t.</summary>
    private TableSource OnlyParenthesised(int start)
    {
        _cursor.Take();
        _cursor.Open();
        var name = grammar.Names.TableName();
        _cursor.Close();
        return _clauses.Continue(name, only: true, start);
    }

    /// <summary>ClickHouse's view(SELECT …) is the query itself.</summary>
    private TableSource.Subquery View(int start)
    {
        _cursor.Take();
        var query = grammar.Queries.ParseParenthesised();
        return new TableSource.Subquery(query, grammar.Sources.Alias()) { Span = _cursor.Since(start) };
    }

    /// <summary>TABLE('t'), TABLE($t) and IDENTIFIER('t') name a table by a value: they are read so that they can be refused by name.</summary>
    private bool AtNameByValue =>
        _cursor.Peek().Kind == TokenKind.LeftParenthesis
        && _cursor.Dialect.Family switch
        {
            DialectFamily.Snowflake => _cursor.At(Keyword.Identifier)
                || _cursor.Peek(2).Kind
                    is TokenKind.String
                        or TokenKind.DollarString
                        or TokenKind.DollarName
                        or TokenKind.Question
                        or TokenKind.Colon,
            DialectFamily.Databricks => _cursor.At(Keyword.Identifier),
            _ => false,
        };

    /// <summary>SQL Server's table variable, Spark's ${t}: read so that they can be refused by name.</summary>
    private TableSource.External NameByVariable(int start)
    {
        // SQL Server: FROM @x.nodes('/a') AS t (c) takes a document apart.
        var name = _cursor.Peek().Kind == TokenKind.Dot ? grammar.Primaries.Parse() : grammar.Literals.Parameter(start);
        return new TableSource.External("", grammar.Sources.Alias())
        {
            NamedBy = "TABLE",
            Name = name,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>ClickHouse's {t: Identifier}.</summary>
    private TableSource.External NameByParameter(int start)
    {
        var name = grammar.Primaries.Parse();
        if (name is not Expression.Parameter)
            throw SyntaxErrors.Expected(_cursor, "a parameter");
        return new TableSource.External("", grammar.Sources.Alias())
        {
            NamedBy = "IDENTIFIER",
            Name = name,
            Span = _cursor.Since(start),
        };
    }

    private TableSource.External NameByValue(int start)
    {
        var word = KeywordTable.TextOf(_cursor.Take().Keyword);
        _cursor.Open();
        var name = grammar.Expressions.Parse();
        _cursor.Close();
        SqlList<Argument> arguments = _cursor.At(TokenKind.LeftParenthesis)
            ? new ArgumentParser(grammar).Parse(new ObjectName([new Identifier(word)]), start, []).Arguments
            : [];
        return new TableSource.External("", grammar.Sources.Alias())
        {
            NamedBy = word,
            Name = name,
            Arguments = arguments,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>Words that are reserved as names and still call table functions.</summary>
    private bool IsFunctionWord() =>
        _cursor.Current.Keyword is Keyword.Values or Keyword.Merge or Keyword.Url or Keyword.Left or Keyword.Right
        && _cursor.Peek().Kind == TokenKind.LeftParenthesis;

    private TableSource.External External(int start)
    {
        var token = _cursor.Current;
        string location;
        if (token.Kind == TokenKind.Stage)
            location = _cursor.TextOf(_cursor.Take()).ToString();
        else
            location = grammar.Literals.StringText();
        SqlList<Argument> arguments = [];
        if (_cursor.At(TokenKind.LeftParenthesis))
        {
            arguments = new ArgumentParser(grammar).Parse(new ObjectName([new Identifier("stage")]), start, []).Arguments;
        }
        return new TableSource.External(location, grammar.Sources.Alias()) { Arguments = arguments, Span = _cursor.Since(start) };
    }

    private TableSource.Function Function(ObjectName name, int start, bool lateral)
    {
        var call = TableCall(name, start);
        var ordinality = _cursor.Accept(Keyword.With, Keyword.Ordinality);
        var shape = _cursor.At(Keyword.With, TokenKind.LeftParenthesis) && IsShaped(name) ? Shape() : [];
        var sample = grammar.Sources.Sample();
        var alias = grammar.Sources.Alias();
        ordinality = ordinality || _cursor.Accept(Keyword.With, Keyword.Ordinality);
        return new TableSource.Function(call, alias)
        {
            Lateral = lateral,
            WithOrdinality = ordinality,
            Shape = shape,
            Sample = sample ?? grammar.Sources.Sample(),
            Span = _cursor.Since(start),
        };
    }

    private Expression.FunctionCall TableCall(ObjectName name, int start)
    {
        var arguments = new ArgumentParser(grammar) { IsTableFunction = true };
        return arguments.Parse(name, start, []);
    }

    private static bool IsShaped(ObjectName name) => name.Last.Text.Equals("openjson", StringComparison.OrdinalIgnoreCase);

    private SqlList<ShapeColumn> Shape()
    {
        _cursor.Expect(Keyword.With);
        return grammar.Parenthesised(grammar.Reshapes.ShapeColumn);
    }

    /// <summary>TABLE(f(…)).</summary>
    private TableSource.Function InTable(int start, bool lateral)
    {
        _cursor.Take();
        _cursor.Open();
        if (!grammar.Names.AtName)
            throw SyntaxErrors.Expected(_cursor, "a table function");
        var name = grammar.Names.ObjectName("a table function");
        var callStart = name.Span.Start;
        if (!_cursor.At(TokenKind.LeftParenthesis))
            throw SyntaxErrors.Expected(_cursor, "( behind the function's name");
        var call = TableCall(name, callStart);
        if (_cursor.At(Keyword.Over))
            call = call with { Over = grammar.Windows.Over() };
        _cursor.Close();
        var alias = grammar.Sources.Alias();
        return new TableSource.Function(call, alias)
        {
            Lateral = lateral,
            InTable = true,
            Span = _cursor.Since(start),
        };
    }

    private TableSource.RowsFrom RowsFrom(int start)
    {
        _cursor.Take();
        _cursor.Take();
        var calls = grammar.Parenthesised(() =>
        {
            var name = grammar.Names.ObjectName("a function");
            var call = TableCall(name, name.Span.Start);
            return _cursor.Accept(Keyword.As) ? call with { RecordColumns = grammar.Parenthesised(grammar.Sources.Column) } : call;
        });
        var ordinality = _cursor.Accept(Keyword.With, Keyword.Ordinality);
        return new TableSource.RowsFrom(calls, grammar.Sources.Alias()) { WithOrdinality = ordinality, Span = _cursor.Since(start) };
    }

    private TableSource.Unnest Unnest(int start, bool lateral)
    {
        var name = new ObjectName([grammar.Names.TakeName()]);
        var arrays = new ArgumentParser(grammar).Parse(name, start, []).Arguments;
        var ordinality = _cursor.Accept(Keyword.With, Keyword.Ordinality);
        var alias = grammar.Sources.Alias();
        var offset = _cursor.Accept(Keyword.With, Keyword.Offset);
        return new TableSource.Unnest(arrays, alias)
        {
            Lateral = lateral,
            WithOrdinality = ordinality,
            WithOffset = offset,
            OffsetAlias = offset ? _clauses.OffsetAlias() : null,
            Span = _cursor.Since(start),
        };
    }
}
