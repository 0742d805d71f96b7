using System.Text;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

/// <summary>The text as it grows, and the renderers of each family of nodes, which call each other through it.</summary>
internal sealed class SqlText
{
    private const int LargestKept = 16_384;

    /// <summary>The last one of this thread, kept because its renderers and its buffer cost more than most queries do.</summary>
    [ThreadStatic]
    private static SqlText? _last;

    private readonly StringBuilder _text = new(1_024);

    private SqlText(SqlDialect dialect)
    {
        Dialect = dialect;
        Names = new NameRenderer(this);
        Literals = new LiteralRenderer(this);
        Types = new TypeRenderer(this);
        Expressions = new ExpressionRenderer(this);
        Calls = new CallRenderer(this);
        Queries = new QueryRenderer(this);
        Sources = new SourceRenderer(this);
    }

    /// <summary>An empty text of a dialect, to be given back with <see cref="Finish"/>.</summary>
    public static SqlText Begin(SqlDialect dialect)
    {
        var text = _last is { } last && last.Dialect.Equals(dialect) ? last : new SqlText(dialect);
        _last = null;
        text._text.Clear();
        return text;
    }

    /// <summary>What was written; the text is not to be used any more.</summary>
    public string Finish()
    {
        var written = _text.ToString();
        if (_text.Capacity <= LargestKept)
            _last = this;
        return written;
    }

    public SqlDialect Dialect { get; }
    public NameRenderer Names { get; }
    public LiteralRenderer Literals { get; }
    public TypeRenderer Types { get; }
    public ExpressionRenderer Expressions { get; }
    public CallRenderer Calls { get; }
    public QueryRenderer Queries { get; }
    public SourceRenderer Sources { get; }

    /// <summary>Writes a word, with a space before it where one is needed.</summary>
    public SqlText Word(string word)
    {
        if (_text.Length > 0 && _text[^1] is not (' ' or '(' or '[' or '{' or '.'))
            _text.Append(' ');
        _text.Append(word);
        return this;
    }

    public SqlText Raw(string text)
    {
        _text.Append(text);
        return this;
    }

    public SqlText Raw(char character)
    {
        _text.Append(character);
        return this;
    }

    /// <summary>A space, unless what stands there already separates.</summary>
    public SqlText Gap()
    {
        if (_text.Length > 0 && _text[^1] is not (' ' or '(' or '[' or '{' or '.'))
            _text.Append(' ');
        return this;
    }

    public int Length => _text.Length;

    /// <summary>Puts a space where the text goes on with an operator.</summary>
    public void SeparateAt(int at)
    {
        if (at < _text.Length && "+-*/<>=~!@#%^&|?$:".Contains(_text[at], StringComparison.Ordinal))
            _text.Insert(at, ' ');
    }

    public SqlText List<T>(SqlList<T> items, Action<T> write)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                _text.Append(", ");
            write(items[i]);
        }
        return this;
    }

    public SqlText Parenthesised<T>(SqlList<T> items, Action<T> write)
    {
        _text.Append('(');
        List(items, write);
        _text.Append(')');
        return this;
    }

    public UntranslatableException Cannot(string what) => new($"{Dialect.Name} has no way to say {what}.");

    public override string ToString() => _text.ToString();
}
