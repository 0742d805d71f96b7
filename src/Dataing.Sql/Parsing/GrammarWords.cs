using System.Collections.Concurrent;
using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>A dialect's sets of words and features as arrays over keywords, for the parser's inner loops.</summary>
internal sealed class GrammarWords
{
    private static readonly ConcurrentDictionary<string, GrammarWords> ByDialect = new();

    private readonly bool[] _reserved;
    private readonly bool[] _notTableAlias;
    private readonly bool[] _notColumnAlias;
    private readonly bool[] _bareFunctions;
    private readonly bool[] _features;
    private readonly bool[] _clauses = Flags(Dataing.Sql.Dialects.Words.Set(Dataing.Sql.Dialects.Words.Reserved));

    private readonly (int Power, BinaryOperator Operator)[] _powers;

    private GrammarWords(SqlDialect dialect)
    {
        var facts = dialect.Grammar;
        _powers = [.. Enum.GetValues<TokenKind>().Select(k => Power.Of(k, dialect))];
        _reserved = Flags(facts.Reserved);
        _notTableAlias = Flags(facts.NoTableAlias);
        _notColumnAlias = Flags(facts.NoColumnAlias);
        _bareFunctions = Flags(facts.BareFunctions);
        _features = [.. Enum.GetValues<Feature>().Select(facts.Features.Contains)];
    }

    public static GrammarWords Of(SqlDialect dialect) => ByDialect.GetOrAdd(dialect.Name, _ => new GrammarWords(dialect));

    public bool Has(Feature feature) => _features[(int)feature];

    /// <summary>How tightly a token binds as an infix operator, and its meaning; 0 when it is none.</summary>
    public (int Power, BinaryOperator Operator) PowerOf(TokenKind kind) => _powers[(int)kind];

    public bool IsReserved(Keyword keyword) => _reserved[(int)keyword];

    public bool MayBeTableAlias(Keyword keyword) => !_notTableAlias[(int)keyword];

    public bool MayBeColumnAlias(Keyword keyword) => !_notColumnAlias[(int)keyword];

    public bool IsBareFunction(Keyword keyword) => _bareFunctions[(int)keyword];

    /// <summary>Words of the grammar itself, which no dialect takes for a function.</summary>
    public bool OpensClause(Keyword keyword) => _clauses[(int)keyword];

    private static bool[] Flags(IEnumerable<string> words)
    {
        var flags = new bool[KeywordTable.Count];
        foreach (var word in words)
        {
            var keyword = KeywordTable.Find(word);
            if (keyword == Keyword.None)
                throw new InvalidOperationException($"{word} is missing among the keywords.");
            flags[(int)keyword] = true;
        }
        return flags;
    }
}
