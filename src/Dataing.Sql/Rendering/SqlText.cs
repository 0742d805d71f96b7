using System.Buffers;
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

    private char[] _text = ArrayPool<char>.Shared.Rent(2_048);

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
        text.Length = 0;
        return text;
    }

    /// <summary>What was written; the text is not to be used any more.</summary>
    public string Finish()
    {
        var written = ToString();
        if (_text.Length <= LargestKept)
            _last = this;
        else
            ArrayPool<char>.Shared.Return(_text);
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

    public int Length { get; private set; }

    /// <summary>Writes a word, with a space before it where one is needed.</summary>
    public SqlText Word(string word) => Gap().Raw(word);

    public SqlText Raw(string text)
    {
        if (text.Length > _text.Length - Length)
            Grow(text.Length);
        text.CopyTo(_text.AsSpan(Length));
        Length += text.Length;
        return this;
    }

    public SqlText Raw(char character)
    {
        if (Length == _text.Length)
            Grow(1);
        _text[Length++] = character;
        return this;
    }

    /// <summary>A space, unless what stands there already separates.</summary>
    public SqlText Gap() => Length > 0 && _text[Length - 1] is not (' ' or '(' or '[' or '{' or '.') ? Raw(' ') : this;

    /// <summary>Puts a space where the text goes on with an operator.</summary>
    public void SeparateAt(int at)
    {
        if (at >= Length || !"+-*/<>=~!@#%^&|?$:".Contains(_text[at], StringComparison.Ordinal))
            return;
        Raw(' ');
        _text.AsSpan(at, Length - 1 - at).CopyTo(_text.AsSpan(at + 1));
        _text[at] = ' ';
    }

    public SqlText List<T>(SqlList<T> items, Action<T> write)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                Raw(", ");
            write(items[i]);
        }
        return this;
    }

    public SqlText Parenthesised<T>(SqlList<T> items, Action<T> write)
    {
        Raw('(');
        List(items, write);
        return Raw(')');
    }

    public UntranslatableException Cannot(string what) => new($"{Dialect.Name} has no way to say {what}.");

    public override string ToString() => new(_text, 0, Length);

    private void Grow(int by)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_text.Length * 2, Length + by));
        _text.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_text);
        _text = larger;
    }
}
