using System.Buffers;
using System.Diagnostics;
using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>Reads text into trees. Only queries are read; any other statement is an error that names it.</summary>
public static class SqlParser
{
    /// <summary>Reads exactly one query (a semicolon may end it).</summary>
    public static ParseOutcome ParseQuery(string sql, SqlDialect dialect) => ParseQuery(sql, dialect, ParseLimits.Default);

    public static ParseOutcome ParseQuery(string sql, SqlDialect dialect, ParseLimits limits)
    {
        ArgumentNullException.ThrowIfNull(sql);
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(limits);
        try
        {
            return new ParseOutcome.Parsed(Read(sql, dialect, limits, StatementParser.Only));
        }
        catch (SqlSyntaxException e)
        {
            return new ParseOutcome.Failed(e.Error);
        }
        catch (TokenException e)
        {
            return new ParseOutcome.Failed(SyntaxErrors.At(sql, e.Code, e.Message, e.Span, e.Hint));
        }
    }

    /// <summary>Reads exactly one query, or throws <see cref="SqlSyntaxException"/>.</summary>
    public static Query Parse(string sql, SqlDialect dialect) =>
        ParseQuery(sql, dialect) switch
        {
            ParseOutcome.Parsed parsed => parsed.Query,
            ParseOutcome.Failed failed => throw new SqlSyntaxException(failed.Error),
            var other => throw new UnreachableException(other.GetType().Name),
        };

    /// <summary>Reads one expression and nothing else, for metrics and filters that are given as text.</summary>
    public static Expression ParseExpression(string sql, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(sql);
        ArgumentNullException.ThrowIfNull(dialect);
        try
        {
            return Read(
                sql,
                dialect,
                ParseLimits.Default,
                grammar =>
                {
                    var expression = grammar.Expressions.Parse();
                    return grammar.Cursor.AtEnd ? expression : throw SyntaxErrors.Expected(grammar.Cursor, "the end of the expression");
                }
            );
        }
        catch (TokenException e)
        {
            throw new SqlSyntaxException(SyntaxErrors.At(sql, e.Code, e.Message, e.Span, e.Hint));
        }
    }

    private static T Read<T>(string sql, SqlDialect dialect, ParseLimits limits, Func<Grammar, T> read)
        where T : SqlNode
    {
        if (sql.Length > limits.Characters)
            throw new TokenException(
                SyntaxErrorCode.TooLong,
                $"The text has more than {limits.Characters} characters.",
                new SourceSpan(0, 1)
            );
        var tokens = Lexer.Read(sql, dialect, limits.Tokens);
        var grammar = Grammar.Begin(sql, tokens, dialect, limits);
        try
        {
            var cursor = grammar.Cursor;
            var tree = read(grammar);
            // Each chain is bounded, but chains within chains could still add up to a tree too deep to walk.
            if (cursor.Chained > limits.Chain && SqlTree.Height(tree) > limits.Chain + limits.Depth * 4)
                throw SyntaxErrors.TooDeep(cursor, limits.Depth);
            return tree;
        }
        finally
        {
            grammar.End();
            ArrayPool<Token>.Shared.Return(tokens.Array ?? []);
        }
    }
}
