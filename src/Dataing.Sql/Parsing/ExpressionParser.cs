using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Parsing;

/// <summary>Expressions by operator precedence: an operand, then operators as long as they bind tightly enough.</summary>
internal sealed class ExpressionParser(Grammar grammar)
{
    private readonly TokenCursor _cursor = grammar.Cursor;

    public Expression Parse() => Parse(0);

    /// <summary>One or more expressions between commas.</summary>
    public SqlList<Expression> List()
    {
        var items = new ListBuilder<Expression>();
        do items.Add(Parse(0));
        while (_cursor.Accept(TokenKind.Comma));
        return items.ToList();
    }

    /// <summary>An expression without comparisons, AND, OR or NOT on its outside: a limit, a bound, an operand.</summary>
    public Expression ParseOperand() => Parse(Power.Other);

    /// <summary>An operand behind which a percent sign is no operator: LIMIT 10 %.</summary>
    public Expression ParseCount() =>
        _cursor.At(TokenKind.Number) && _cursor.Peek().Kind == TokenKind.Percent ? grammar.Literals.Literal() : ParseOperand();

    public Expression Parse(int minimum)
    {
        var start = _cursor.Start;
        _cursor.Enter();
        var left = Prefix(start);
        var links = 0;
        var compared = false;
        while (Continue(left, start, minimum) is { } next)
        {
            // PostgreSQL and DuckDB do not say what a < b < c is to mean.
            if (next is Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } && !ComparesInChains)
                compared = compared ? throw SyntaxErrors.Expected(_cursor, "parentheses around one of two comparisons") : true;
            _cursor.Link(ref links);
            if (next is Logical)
                links--;
            left = next;
        }
        _cursor.Leave();
        return left;
    }

    private bool ComparesInChains => _cursor.Dialect.Family is not (DialectFamily.Postgres or DialectFamily.DuckDb);

    private Expression Prefix(int start)
    {
        var token = _cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Minus:
                _cursor.Take();
                return new Unary(UnaryOperator.Minus, Parse(Power.Unary)) { Span = _cursor.Since(start) };
            case TokenKind.Plus:
                _cursor.Take();
                return new Unary(UnaryOperator.Plus, Parse(Power.Unary)) { Span = _cursor.Since(start) };
            case TokenKind.Tilde:
                _cursor.Take();
                var tight = _cursor.Dialect.Grammar.Precedence == PrecedenceStyle.Postgres ? Power.Other + 1 : Power.Unary;
                return new Unary(UnaryOperator.BitNot, Parse(tight)) { Span = _cursor.Since(start) };
            case TokenKind.Bang:
                _cursor.Take();
                return new Unary(UnaryOperator.Not, Parse(Power.Unary)) { Span = _cursor.Since(start) };
            case TokenKind.CustomOperator when PositionalAhead():
                _cursor.Take();
                return new PositionalColumn(LiteralParser.Integer(_cursor)) { Span = _cursor.Since(start) };
            case TokenKind.CustomOperator:
                _cursor.Take();
                var text = _cursor.TextOf(token).ToString();
                return new CustomOperator(null, text, Parse(Power.Other + 1)) { Span = _cursor.Since(start) };
        }
        switch (token.Keyword)
        {
            case Keyword.Not when _cursor.Peek().Kind is not TokenKind.Dot:
                _cursor.Take();
                return new Unary(UnaryOperator.Not, Parse(Power.Not)) { Span = _cursor.Since(start) };
            case Keyword.Prior when _cursor.Has(Feature.ConnectBy) && grammar.Names.IsName(_cursor.Peek()):
                _cursor.Take();
                return new Prior(Parse(Power.Unary)) { Span = _cursor.Since(start) };
            case Keyword.ConnectByRoot when _cursor.Has(Feature.ConnectBy):
                _cursor.Take();
                return new Prior(Parse(Power.Unary), Root: true) { Span = _cursor.Since(start) };
            case Keyword.Binary
                when _cursor.Has(Feature.BinaryWord)
                    && _cursor.Peek().Kind is not (TokenKind.Dot or TokenKind.Comma or TokenKind.RightParenthesis):
                _cursor.Take();
                return new Cast(Parse(Power.Unary), new DataType.Named("BINARY")) { Span = _cursor.Since(start) };
            default:
                return grammar.Primaries.Parse();
        }
    }

    private bool PositionalAhead() =>
        _cursor.Has(Feature.PositionalColumns)
        && _cursor.TextOf(_cursor.Current) is "#"
        && _cursor.Peek() is { Kind: TokenKind.Number } number
        && number.Start == _cursor.Current.End;

    /// <summary>The expression that goes on from <paramref name="left"/>, or null when the next token does not bind tightly enough.</summary>
    private Expression? Continue(Expression left, int start, int minimum)
    {
        var token = _cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Word:
                return token.Keyword == Keyword.None ? null : Worded(left, start, minimum, token.Keyword);
            case TokenKind.DoublePipe when _cursor.Dialect.Grammar.PipesMeanOr:
                return minimum > Power.Or ? null : Chain(left, start, LogicalOperator.Or, Power.Or);
            case TokenKind.DoubleAmpersand when _cursor.Dialect.Grammar.PipesMeanOr:
                return minimum > Power.And ? null : Chain(left, start, LogicalOperator.And, Power.And);
            case TokenKind.CustomOperator or TokenKind.Bang when IsFactorial(token):
                return minimum > Power.Other ? null : Factorial(left, start);
            case TokenKind.DoubleAmpersand
            or TokenKind.CustomOperator
            or TokenKind.NullSafeEqual
            or TokenKind.Question when _cursor.Dialect.Lexical.CustomOperators:
                return minimum > Power.Other ? null : Custom(left, start);
            case TokenKind.Question when _cursor.Has(Feature.Ternary):
                return minimum > Power.Ternary ? null : Ternary(left, start);
            case TokenKind.ColonEquals when left is Variable && _cursor.Dialect.Family == DialectFamily.MySql:
                _cursor.Take();
                return new CustomOperator(left, ":=", Parse()) { Span = _cursor.Since(start) };
            case TokenKind.ShiftRight
                when _cursor.Dialect.Family == DialectFamily.Databricks
                    && _cursor.Peek() is { Kind: TokenKind.Greater } third
                    && third.Start == token.End:
                return minimum > Power.Other ? null : UnsignedShift(left, start);
            case TokenKind.Arrow when IsLambda(left):
                return minimum > Power.Lambda ? null : Lambda(left, start);
        }
        var (power, meaning) = _cursor.Words.PowerOf(token.Kind);
        if (power == 0 || power < minimum)
            return null;
        _cursor.Take();
        if (_cursor.Current.Keyword is Keyword.Any or Keyword.Some or Keyword.All && grammar.Predicates.AtQuantified)
            return grammar.Predicates.Quantified(left, token, start);
        return new Binary(left, meaning, Parse(power + 1)) { Span = _cursor.Since(start) };
    }

    private Expression? Worded(Expression left, int start, int minimum, Keyword keyword)
    {
        switch (keyword)
        {
            case Keyword.And:
                return minimum > Power.And ? null : Chain(left, start, LogicalOperator.And, Power.And);
            case Keyword.Or:
                return minimum > Power.Or ? null : Chain(left, start, LogicalOperator.Or, Power.Or);
            case Keyword.Xor when _cursor.Has(Feature.XorWord):
                return minimum > Power.Xor ? null : Chain(left, start, LogicalOperator.Xor, Power.Xor);
            case Keyword.Collate:
                return minimum > Power.Collate ? null : Collate(left, start);
            case Keyword.At when _cursor.Peek().Keyword is Keyword.Time or Keyword.Local:
                return minimum > Power.Zone ? null : Zone(left, start);
            case Keyword.Div when _cursor.Has(Feature.DivWord):
                return minimum > Power.Multiplicative ? null : Words(left, start, BinaryOperator.IntegerDivide, Power.Multiplicative);
            case Keyword.Mod when _cursor.Has(Feature.DivWord):
                return minimum > Power.Multiplicative ? null : Words(left, start, BinaryOperator.Modulo, Power.Multiplicative);
            case Keyword.Overlaps when left is Expression.Tuple || OverlapsNext:
                return minimum > Power.Range ? null : Words(left, start, BinaryOperator.Overlaps, Power.Other);
            case Keyword.Contains when _cursor.Has(Feature.AllowFiltering):
                return minimum > Power.Range ? null : Contains(left, start, "");
            case Keyword.Not when _cursor.Peek().Keyword == Keyword.Contains && _cursor.Has(Feature.AllowFiltering):
                return minimum > Power.Range ? null : Contains(left, start, "NOT ");
            case Keyword.Member when _cursor.Has(Feature.IndexHints) && _cursor.Peek() is { Keyword: Keyword.Of }:
                return minimum > Power.Range ? null : MemberOf(left, start);
            case Keyword.Sounds when _cursor.Has(Feature.IndexHints) && _cursor.Peek().Keyword == Keyword.Like:
                return minimum > Power.Range ? null : SoundsLike(left, start);
            case Keyword.Operator when _cursor.Dialect.Lexical.CustomOperators && _cursor.Peek().Kind == TokenKind.LeftParenthesis:
                return minimum > Power.Other ? null : QualifiedOperator(left, start);
            default:
                return grammar.Predicates.Continue(left, start, minimum);
        }
    }

    /// <summary>Two values and not two pairs, which the guard refuses; elsewhere the word is an alias.</summary>
    private bool OverlapsNext => _cursor.Dialect.Family == DialectFamily.Postgres && grammar.Names.IsName(_cursor.Peek());

    private Binary Words(Expression left, int start, BinaryOperator meaning, int power)
    {
        _cursor.Take();
        return new Binary(left, meaning, Parse(power + 1)) { Span = _cursor.Since(start) };
    }

    /// <summary>CQL asks whether a collection holds a value, or a map a key.</summary>
    private CustomOperator Contains(Expression left, int start, string not)
    {
        _cursor.Accept(Keyword.Not);
        _cursor.Take();
        var text = _cursor.Accept(Keyword.Key) ? "CONTAINS KEY" : "CONTAINS";
        return new CustomOperator(left, not + text, Parse(Power.Other)) { Span = _cursor.Since(start) };
    }

    /// <summary>MySQL: value MEMBER OF (document).</summary>
    private CustomOperator MemberOf(Expression left, int start)
    {
        _cursor.Take();
        _cursor.Take();
        _cursor.Open();
        var document = Parse();
        _cursor.Close();
        return new CustomOperator(left, "MEMBER OF", document) { Span = _cursor.Since(start) };
    }

    /// <summary>MySQL: a SOUNDS LIKE b.</summary>
    private CustomOperator SoundsLike(Expression left, int start)
    {
        _cursor.Take();
        _cursor.Take();
        return new CustomOperator(left, "SOUNDS LIKE", Parse(Power.Other)) { Span = _cursor.Since(start) };
    }

    /// <summary>All terms of one chain at once, so that a hundred thousand of them are one flat node.</summary>
    private Logical Chain(Expression first, int start, LogicalOperator logical, int power)
    {
        var terms = new ListBuilder<Expression>();
        terms.Add(first);
        while (IsLink(logical))
        {
            _cursor.Take();
            terms.Add(Parse(power + 1));
        }
        return new Logical(logical, terms.ToList()) { Span = _cursor.Since(start) };
    }

    private bool IsLink(LogicalOperator logical) =>
        logical switch
        {
            LogicalOperator.And => _cursor.At(Keyword.And)
                || (_cursor.At(TokenKind.DoubleAmpersand) && _cursor.Dialect.Grammar.PipesMeanOr),
            LogicalOperator.Or => _cursor.At(Keyword.Or) || (_cursor.At(TokenKind.DoublePipe) && _cursor.Dialect.Grammar.PipesMeanOr),
            _ => _cursor.At(Keyword.Xor),
        };

    /// <summary>DuckDB's 5!: the sign stands behind its operand, so that no other one can follow it.</summary>
    private bool IsFactorial(Token token) =>
        _cursor.Dialect.Family == DialectFamily.DuckDb
        && _cursor.TextOf(token) is "!"
        && (
            _cursor.Peek().Kind
                is TokenKind.End
                    or TokenKind.RightParenthesis
                    or TokenKind.RightBracket
                    or TokenKind.Comma
                    or TokenKind.Semicolon
                    or TokenKind.Equal
            || _cursor.Words.IsReserved(_cursor.Peek().Keyword)
        );

    private FunctionCall Factorial(Expression left, int start)
    {
        _cursor.Take();
        return new FunctionCall(new ObjectName([new Identifier("factorial")]), [new Argument(left)]) { Span = _cursor.Since(start) };
    }

    private CustomOperator Custom(Expression left, int start)
    {
        var text = _cursor.TextOf(_cursor.Take()).ToString();
        return new CustomOperator(left, text, Parse(Power.Other + 1)) { Span = _cursor.Since(start) };
    }

    /// <summary>Spark's &gt;&gt;&gt;, whose letters elsewhere close types.</summary>
    private CustomOperator UnsignedShift(Expression left, int start)
    {
        _cursor.Take();
        _cursor.Take();
        return new CustomOperator(left, ">>>", Parse(Power.Other + 1)) { Span = _cursor.Since(start) };
    }

    /// <summary>OPERATOR(schema.+) keeps its qualified name, which is what a check must see.</summary>
    private CustomOperator QualifiedOperator(Expression left, int start)
    {
        var from = _cursor.Start;
        _cursor.Take();
        _cursor.Open();
        while (!_cursor.AtEnd && !_cursor.At(TokenKind.RightParenthesis))
            _cursor.Take();
        _cursor.Close();
        var span = _cursor.Since(from);
        return new CustomOperator(left, _cursor.Text.Substring(span.Start, span.Length), Parse(Power.Other + 1))
        {
            Span = _cursor.Since(start),
        };
    }

    private Case Ternary(Expression condition, int start)
    {
        _cursor.Take();
        var then = Parse();
        _cursor.Expect(TokenKind.Colon, ":");
        var otherwise = Parse(Power.Ternary);
        return new Case(null, [new WhenClause(condition, then) { Span = _cursor.Since(start) }], otherwise) { Span = _cursor.Since(start) };
    }

    private Collate Collate(Expression left, int start)
    {
        _cursor.Take();
        var name = _cursor.At(TokenKind.String) ? new ObjectName([grammar.Names.StringAsName()]) : grammar.Names.ObjectName("a collation");
        return new Collate(left, name) { Span = _cursor.Since(start) };
    }

    private AtTimeZone Zone(Expression left, int start)
    {
        _cursor.Take();
        if (_cursor.Accept(Keyword.Local))
            return new AtTimeZone(left, null) { Span = _cursor.Since(start) };
        _cursor.Expect(Keyword.Time);
        _cursor.Expect(Keyword.Zone);
        return new AtTimeZone(left, Parse(Power.Zone + 1)) { Span = _cursor.Since(start) };
    }

    private bool IsLambda(Expression left)
    {
        if (!_cursor.Has(Feature.Lambda))
            return false;
        // DuckDB's arrow also reaches into JSON, there with a path behind it; a lambda's body is rarely a bare literal.
        if (_cursor.Dialect.Family == DialectFamily.DuckDb && _cursor.Peek().Kind is TokenKind.String or TokenKind.Number)
            return false;
        return left is Column { Parts.Count: 1 }
            || (left is Expression.Tuple tuple && tuple.Items.All(i => i is Column { Parts.Count: 1 }));
    }

    private Lambda Lambda(Expression left, int start)
    {
        _cursor.Take();
        var parameters = new ListBuilder<Identifier>();
        if (left is Column single)
            parameters.Add(single.Last);
        else if (left is Expression.Tuple tuple)
            foreach (var item in tuple.Items)
                parameters.Add(((Column)item).Last);
        return new Lambda(parameters.ToList(), Parse(Power.Lambda)) { Span = _cursor.Since(start) };
    }
}
