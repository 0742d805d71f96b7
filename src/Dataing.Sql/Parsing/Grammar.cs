using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>The rules of the language, each family in a class of its own, all reading from one cursor.</summary>
internal sealed class Grammar
{
    public Grammar(TokenCursor cursor)
    {
        Cursor = cursor;
        Names = new NameParser(cursor);
        Types = new TypeParser(this);
        Expressions = new ExpressionParser(this);
        Predicates = new PredicateParser(this);
        Primaries = new PrimaryParser(this);
        Literals = new LiteralParser(this);
        Lambdas = new TypedLambdaParser(this);
        Calls = new CallParser(this);
        SpecialCalls = new SpecialCallParser(this);
        Windows = new WindowParser(this);
        Queries = new QueryParser(this);
        Selects = new SelectParser(this);
        Endings = new EndingParser(this);
        Sources = new SourceParser(this);
        Joins = new JoinParser(this);
        Reshapes = new ReshapeParser(this);
        Pipes = new PipeParser(this);
    }

    public TokenCursor Cursor { get; }
    public NameParser Names { get; }
    public TypeParser Types { get; }
    public ExpressionParser Expressions { get; }
    public PredicateParser Predicates { get; }
    public PrimaryParser Primaries { get; }
    public LiteralParser Literals { get; }
    public TypedLambdaParser Lambdas { get; }
    public CallParser Calls { get; }
    public SpecialCallParser SpecialCalls { get; }
    public WindowParser Windows { get; }
    public QueryParser Queries { get; }
    public SelectParser Selects { get; }
    public EndingParser Endings { get; }
    public SourceParser Sources { get; }
    public JoinParser Joins { get; }
    public ReshapeParser Reshapes { get; }
    public PipeParser Pipes { get; }

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
        var items = List(read);
        Cursor.Close();
        return items;
    }
}
