using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>The rules of the language, each family in a class of its own, all reading from one cursor.</summary>
internal sealed class Grammar
{
    /// <summary>The last one of this thread, to be used for the next text.</summary>
    [ThreadStatic]
    private static Grammar? _last;

    private Grammar()
    {
        var cursor = new TokenCursor();
        Cursor = cursor;
        Names = new NameParser(cursor);
        Expressions = new ExpressionParser(this);
        Predicates = new PredicateParser(this);
        Primaries = new PrimaryParser(this);
        Literals = new LiteralParser(this);
        Lambdas = new TypedLambdaParser(this);
        Calls = new CallParser(this);
        SetOperators = new SetOperatorParser(this);
        Queries = new QueryParser(this);
        Selects = new SelectParser(this);
        Endings = new EndingParser(this);
        Sources = new SourceParser(this);
    }

    /// <summary>A grammar at the beginning of a text, to be given back with <see cref="End"/>.</summary>
    public static Grammar Begin(string text, ArraySegment<Lexing.Token> tokens, SqlDialect dialect, ParseLimits limits)
    {
        var grammar = _last ?? new Grammar();
        _last = null;
        grammar.Cursor.Begin(text, tokens, dialect, limits);
        return grammar;
    }

    public void End()
    {
        Cursor.Begin("", [], Cursor.Dialect, ParseLimits.Default);
        _last = this;
    }

    public TokenCursor Cursor { get; }
    public NameParser Names { get; }
    public TypeParser Types => field ??= new TypeParser(this);
    public ExpressionParser Expressions { get; }
    public PredicateParser Predicates { get; }
    public PrimaryParser Primaries { get; }
    public LiteralParser Literals { get; }
    public TypedLambdaParser Lambdas { get; }
    public CallParser Calls { get; }
    public SpecialCallParser SpecialCalls => field ??= new SpecialCallParser(this);
    public WindowParser Windows => field ??= new WindowParser(this);
    public SetOperatorParser SetOperators { get; }
    public QueryParser Queries { get; }
    public SelectParser Selects { get; }
    public EndingParser Endings { get; }
    public SourceParser Sources { get; }
    public JoinParser Joins => field ??= new JoinParser(this);
    public ReshapeParser Reshapes => field ??= new ReshapeParser(this);
    public CommonTableParser CommonTables => field ??= new CommonTableParser(this);
    public IntervalParser Intervals => field ??= new IntervalParser(this);
    public ScriptParser Scripts => field ??= new ScriptParser(this);
    public PipeParser Pipes => field ??= new PipeParser(this);

    /// <summary>One or more elements between commas.</summary>
    public SqlList<T> List<T>(Func<T> read)
    {
        var items = new ListBuilder<T>();
        do items.Add(read());
        while (Cursor.Accept(Lexing.TokenKind.Comma));
        return items.ToList();
    }

    /// <summary>A list in parentheses.</summary>
    public SqlList<T> Parenthesised<T>(Func<T> read)
    {
        Cursor.Open();
        var items = new ListBuilder<T>();
        do items.Add(read());
        while (
            Cursor.Accept(Lexing.TokenKind.Comma) && !(Cursor.At(Lexing.TokenKind.RightParenthesis) && Cursor.Has(Feature.TrailingComma))
        );
        Cursor.Close();
        return items.ToList();
    }
}
