using System.Text;
using Dataing.Analysis.Queries;
using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>Regular expressions as a condition of the source's own dialect.</summary>
internal static class Patterns
{
    /// <summary>The condition that a text does not match; null where the dialect cannot say it.</summary>
    public static Expression? Mismatch(Expression text, string pattern, SqlDialect dialect)
    {
        switch (dialect.Family)
        {
            case DialectFamily.DuckDb:
                return Term.Call("regexp_matches", text, Term.Text(pattern)).Not();
            case DialectFamily.Postgres or DialectFamily.Redshift:
                return new Expression.Binary(text, BinaryOperator.NotRegexMatch, Term.Text(pattern));
            case DialectFamily.Sqlite:
                return Glob(pattern) is { } glob ? new Expression.Like(text, LikeKind.Glob, Term.Text(glob), true) : null;
            case DialectFamily.MySql or DialectFamily.Databricks:
                return new Expression.Like(text, LikeKind.Regexp, Term.Text(pattern), true);
            case DialectFamily.Trino:
                return Term.Call("regexp_like", text, Term.Text(pattern)).Not();
            case DialectFamily.Snowflake:
                return Term.Call("regexp_instr", text, Term.Text(pattern)).EqualTo(Term.Zero);
            case DialectFamily.BigQuery:
                return Term.Call("regexp_contains", text, Term.Text(pattern)).Not();
            case DialectFamily.ClickHouse:
                return Term.Call("match", text, Term.Text(pattern)).EqualTo(Term.Zero);
            default:
                return null;
        }
    }

    /// <summary>
    /// A GLOB that says the same as a plain regular expression: anchors, literals, classes, fixed repetitions, and a wildcard where
    /// anything may stand. Null when the expression needs more than that.
    /// </summary>
    public static string? Glob(string pattern)
    {
        var glob = new StringBuilder();
        var i = 0;
        if (pattern.StartsWith('^'))
            i = 1;
        else
            glob.Append('*');
        while (i < pattern.Length)
        {
            if (pattern[i] == '$' && i == pattern.Length - 1)
                return glob.ToString();
            if (Atom(pattern, ref i) is not { } atom || Repeated(atom, pattern, ref i) is not { } piece)
                return null;
            glob.Append(piece);
        }
        return glob.Append('*').ToString();
    }

    private static string? Atom(string pattern, ref int i)
    {
        var c = pattern[i++];
        switch (c)
        {
            case '[':
                var close = pattern.IndexOf(']', i + 1);
                if (close < 0)
                    return null;
                var inner = pattern[i..close];
                i = close + 1;
                return inner.Contains('\\', StringComparison.Ordinal) ? null : $"[{inner}]";
            case '\\' when i < pattern.Length:
                return pattern[i++] switch
                {
                    'd' => "[0-9]",
                    'w' => "[A-Za-z0-9_]",
                    's' => "[ ]",
                    var escaped when !char.IsLetterOrDigit(escaped) => Literal(escaped),
                    _ => null,
                };
            case '.':
                return "?";
            case '(' or ')' or '|' or '*' or '+' or '?' or '{':
                return null;
            default:
                return Literal(c);
        }
    }

    private static string? Repeated(string atom, string pattern, ref int i)
    {
        if (i >= pattern.Length)
            return atom;
        switch (pattern[i])
        {
            case '{':
                var close = pattern.IndexOf('}', i);
                if (close < 0 || !int.TryParse(pattern.AsSpan(i + 1, close - i - 1), out var times) || times > 100)
                    return null;
                i = close + 1;
                return string.Concat(Enumerable.Repeat(atom, times));
            case '*' or '+' when atom == "?":
                return pattern[i++] == '+' ? "?*" : "*";
            case '*' or '+' or '?':
                return null;
            default:
                return atom;
        }
    }

    private static string Literal(char c) => c is '*' or '?' or '[' ? $"[{c}]" : c.ToString();
}
