using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>What stands in the parentheses of a call.</summary>
internal sealed class ArgumentParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    /// <summary>The call with its arguments, which has the span from <paramref name="start"/> to their end.</summary>
    public FunctionCall Parse(ObjectName name, int start, SqlList<Expression> parameters)
    {
        _cursor.Open();
        var distinct = _cursor.Accept(Keyword.Distinct);
        if (
            !distinct
            && _cursor.At(Keyword.All)
            && _cursor.Peek().Kind is not (TokenKind.Comma or TokenKind.RightParenthesis or TokenKind.Dot)
        )
            _cursor.Take();
        SqlList<Argument> arguments = !_cursor.At(TokenKind.RightParenthesis) && !AtClause() ? Arguments(name.Last.Text) : [];
        if (_cursor.Accept(TokenKind.RightParenthesis))
            return Call();
        if (_cursor.Dialect.Family == DialectFamily.Trino && new TableArgumentParser(grammar).Copartitions() is { Count: > 0 } alike)
        {
            _cursor.Close();
            return Call() with { Copartitions = alike };
        }
        var call = new ArgumentClauseParser(grammar).Parse(Call());
        _cursor.Close();
        return call with { Span = _cursor.Since(start) };

        FunctionCall Call() =>
            new(name, arguments)
            {
                Parameters = parameters,
                Distinct = distinct,
                Span = _cursor.Since(start),
            };
    }

    /// <summary>The document, the path with its name, and what is passed to it: what JSON_TABLE and XMLTABLE take before COLUMNS.</summary>
    public SqlList<Argument> DocumentArguments() => Arguments("");

    private SqlList<Argument> Arguments(string function)
    {
        var arguments = new ListBuilder<Argument>();
        do
        {
            if (arguments.Count > 0 && _cursor.At(TokenKind.RightParenthesis) && _cursor.Has(Feature.TrailingComma))
                break;
            // SQL Server: JSON_ARRAY(1, 2, NULL ON NULL) may have a comma before the clause.
            if (arguments.Count > 0 && _cursor.Dialect.Family == DialectFamily.SqlServer && AtClause())
                break;
            arguments.Add(Argument(function, arguments.Count));
            if (_cursor.At(Keyword.Passing))
                arguments.Add(Passed());
        } while (_cursor.Accept(TokenKind.Comma) || (arguments.Count == 1 && AcceptFrom(function)));
        var list = arguments.ToList();
        return _cursor.Dialect.Family == DialectFamily.ClickHouse && list.Count > 1 ? LambdaOfAll(list) : list;
    }

    /// <summary>ClickHouse: in <c>arrayFold(acc, x -> acc + x, a, 0)</c> every name before the arrow is a parameter.</summary>
    private static SqlList<Argument> LambdaOfAll(SqlList<Argument> list)
    {
        var at = 0;
        while (at < list.Count && list[at].Value is Column { Parts.Count: 1 })
            at++;
        if (at == 0 || at == list.Count || list[at].Value is not Lambda { Parameters.Count: 1 } lambda)
            return list;
        var names = list.Take(at).Select(a => ((Column)a.Value).Last).Concat(lambda.Parameters);
        var span = SourceSpan.Between(list[0].Span.Start, lambda.Span.End);
        var whole = new Argument(lambda with { Parameters = [.. names], Span = span }) { Span = span };
        return [whole, .. list.Skip(at + 1)];
    }

    /// <summary>Snowflake's DATE_PART(year FROM d) is DATE_PART(year, d).</summary>
    private bool AcceptFrom(string function) =>
        _cursor.At(Keyword.From)
        && _cursor.Dialect.Family == DialectFamily.Snowflake
        && function.Equals("DATE_PART", StringComparison.OrdinalIgnoreCase)
        && _cursor.Accept(Keyword.From);

    /// <summary>XMLEXISTS(path PASSING document), JSON_VALUE(document, path PASSING 1 AS x); how it is passed makes no difference.</summary>
    private Argument Passed()
    {
        var start = _cursor.Start;
        _cursor.Expect(Keyword.Passing);
        SkipMechanism();
        var argument = Value(start, null, variadic: false) with { Passing = true };
        SkipMechanism();
        return argument with { Span = _cursor.Since(start) };
    }

    private void SkipMechanism()
    {
        if (_cursor.At(Keyword.By) && (_cursor.Is(_cursor.Peek(), "ref") || _cursor.Is(_cursor.Peek(), "value")))
        {
            _cursor.Take();
            _cursor.Take();
        }
    }

    private Argument Argument(string function, int place)
    {
        var start = _cursor.Start;
        if (DateParts.TakesOne(function, place, _cursor) && DateParts.Read(_cursor) is { } part)
            return new Argument(part) { Span = _cursor.Since(start) };
        if (place == 0 && _cursor.At(Keyword.Name) && IsXml(function) && _cursor.Peek().Kind is TokenKind.Word or TokenKind.QuotedName)
        {
            _cursor.Take();
            return new Argument(new XmlName(grammar.Names.AnyName()) { Span = _cursor.Since(start) }) { Span = _cursor.Since(start) };
        }
        if (place == 0 && IsXml(function) && AtXmlKind)
        {
            var kind = _cursor.TextOf(_cursor.Take()).ToString().ToUpperInvariant();
            return Value(start, null, variadic: false) with { Kind = kind, Span = _cursor.Since(start) };
        }
        var variadic = _cursor.At(Keyword.Variadic) && _cursor.Accept(Keyword.Variadic);
        var name = NameAhead();
        if (
            (name is null || _cursor.Dialect.Family == DialectFamily.Trino)
            && _cursor.Current.Keyword is Keyword.Table or Keyword.Model
            && IsRelation
        )
            return Relation(start) with { Name = name };
        if (name is null && grammar.Queries.StartsAt(0))
        {
            var query = grammar.Queries.Parse();
            return new Argument(new Subquery(query) { Span = query.Span }) { Span = _cursor.Since(start) };
        }
        if (name is null && place > 0 && IsLanguage)
        {
            _cursor.Take();
            return new Argument(grammar.Primaries.Parse()) { Kind = "LANGUAGE", Span = _cursor.Since(start) };
        }
        if (_cursor.Dialect.Family == DialectFamily.SqlServer && AtDefault)
        {
            var word = new ObjectName([grammar.Names.TakeName()]) { Span = _cursor.Since(start) };
            return new Argument(new FunctionCall(word, []) { Bare = true, Span = word.Span }) { Span = word.Span };
        }
        return Value(start, name, variadic);
    }

    /// <summary>SQL Server: f(DEFAULT, 1) takes what the function's parameter has by itself.</summary>
    private bool AtDefault => _cursor.At(Keyword.Default) && _cursor.Peek().Kind is TokenKind.Comma or TokenKind.RightParenthesis;

    /// <summary>Elsewhere TABLE and MODEL are names like others.</summary>
    private bool IsRelation =>
        _cursor.Dialect.Family switch
        {
            DialectFamily.BigQuery or DialectFamily.Snowflake or DialectFamily.Databricks => _cursor.Peek().Kind
                == TokenKind.LeftParenthesis
                || grammar.Names.IsName(_cursor.Peek()),
            DialectFamily.Trino => _cursor.At(Keyword.Table, TokenKind.LeftParenthesis),
            _ => false,
        };

    /// <summary>SQL Server's full-text predicates name a language by a number or a text: <c>CONTAINS(a, 'x', LANGUAGE 1033)</c>.</summary>
    private bool IsLanguage =>
        _cursor.Dialect.Family == DialectFamily.SqlServer
        && _cursor.Peek().Kind is TokenKind.Number or TokenKind.HexNumber or TokenKind.String or TokenKind.AtName
        && _cursor.Is(_cursor.Current, "language");

    /// <summary>XMLPARSE(DOCUMENT x); before a text the word is read as the text's type, which is written the same.</summary>
    private bool AtXmlKind =>
        (_cursor.Is(_cursor.Current, "document") || _cursor.Is(_cursor.Current, "content"))
        && (grammar.Names.IsName(_cursor.Peek()) || _cursor.Peek().Kind is TokenKind.LeftParenthesis or TokenKind.DollarName);

    private bool IsXml(string function) =>
        _cursor.Dialect.Family == DialectFamily.Postgres && function.StartsWith("xml", StringComparison.OrdinalIgnoreCase);

    private Argument Value(int start, Identifier? name, bool variadic)
    {
        Expression? key = null;
        var isKey =
            !_cursor.Has(Feature.ColonPath)
            && _cursor.At(Keyword.Key)
            && _cursor.Peek().Kind is TokenKind.String
            && _cursor.Accept(Keyword.Key);
        var value = grammar.Expressions.Parse();
        // f((SELECT 1) UNION (SELECT 2)): what stood first was the first part of a query.
        if (value is Subquery first && grammar.SetOperators.Ahead is not null)
        {
            var query = grammar.Queries.ContinueFrom(first.Query);
            value = new Subquery(query) { Span = query.Span };
        }
        if (
            (isKey && _cursor.Accept(Keyword.Value))
            || (!_cursor.Has(Feature.ColonPath) && (_cursor.Accept(Keyword.Value) || _cursor.Accept(TokenKind.Colon)))
        )
            (key, value) = (value, grammar.Expressions.Parse());
        var format = _cursor.Accept(Keyword.Format, Keyword.Json);
        var encoding = format ? ArgumentClauseParser.Encoding(_cursor) : null;
        Identifier? alias = null;
        if (_cursor.At(Keyword.As) && _cursor.Accept(Keyword.As))
            alias = grammar.Names.Alias();
        return new Argument(value, name)
        {
            Variadic = variadic,
            Key = key,
            FormatJson = format,
            Encoding = encoding,
            Alias = alias,
            Span = _cursor.Since(start),
        };
    }

    /// <summary>TABLE name and MODEL name, as table functions of BigQuery, Snowflake and Databricks take them.</summary>
    private Argument Relation(int start)
    {
        var kind = KeywordTable.TextOf(_cursor.Take().Keyword);
        if (_cursor.At(TokenKind.LeftParenthesis))
        {
            var inner = grammar.Expressions.Parse();
            return new Argument(inner)
            {
                Kind = kind,
                Rows = new TableArgumentParser(grammar).Parse(),
                Span = _cursor.Since(start),
            };
        }
        var name = grammar.Names.TableName();
        return new Argument(new Column(name.Parts) { Span = name.Span })
        {
            Kind = kind,
            Rows = new TableArgumentParser(grammar).Parse(),
            Span = _cursor.Since(start),
        };
    }

    private Identifier? NameAhead()
    {
        if (_cursor.Current.Kind is not (TokenKind.Word or TokenKind.QuotedName))
            return null;
        var next = _cursor.Peek();
        var named =
            next.Kind is TokenKind.FatArrow or TokenKind.ColonEquals
            || (
                next.Kind == TokenKind.Equal
                && _cursor.Dialect.Family == DialectFamily.DuckDb
                && _cursor.Has(Feature.FileTables)
                && IsTableFunction
            );
        if (!named)
            return null;
        var name = grammar.Names.TakeName();
        _cursor.Take();
        return name;
    }

    /// <summary>DuckDB's table functions take <c>name = value</c>; within expressions that is a comparison.</summary>
    public bool IsTableFunction { get; set; }

    private bool AtClause() =>
        _cursor.Current.Keyword switch
        {
            Keyword.Order => _cursor.Peek().Keyword == Keyword.By,
            Keyword.Returning => true,
            Keyword.Absent or Keyword.Null => _cursor.Peek().Keyword == Keyword.On,
            _ => false,
        };
}
