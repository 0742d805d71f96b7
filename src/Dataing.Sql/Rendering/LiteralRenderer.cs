using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

internal sealed class LiteralRenderer(SqlText text)
{
    public void Write(Expression.Boolean boolean)
    {
        if (text.Dialect.Rendering.Booleans)
            text.Raw(boolean.Value ? "TRUE" : "FALSE");
        else
            text.Raw(boolean.Value ? "1" : "0");
    }

    /// <summary>A string literal; whatever it holds, it ends where it should.</summary>
    public void WriteString(string value)
    {
        var lexical = text.Dialect.Lexical;
        // Without N SQL Server squeezes a text into its code page.
        text.Raw(text.Dialect.Family == DialectFamily.SqlServer && !System.Text.Ascii.IsValid(value) ? "N'" : "'");
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            switch (character)
            {
                case '\'':
                    text.Raw(lexical.DoubledQuotes ? "''" : "\\'");
                    break;
                case '\\' when lexical.BackslashEscapes:
                    text.Raw("\\\\");
                    break;
                case '\n' when lexical.BackslashEscapes:
                    text.Raw("\\n");
                    break;
                case '\r' when lexical.BackslashEscapes:
                    text.Raw("\\r");
                    break;
                // Three digits, where another one behind it would be read along.
                case '\0' when lexical.BackslashEscapes:
                    text.Raw(lexical.Escapes is EscapeStyle.MySql or EscapeStyle.ClickHouse ? "\\0" : "\\000");
                    break;
                default:
                    text.Raw(character);
                    break;
            }
        }
        text.Raw('\'');
    }

    public void Write(Expression.Bytes bytes)
    {
        switch (text.Dialect.Family)
        {
            case DialectFamily.Postgres or DialectFamily.Redshift:
                text.Raw("X'").Raw(bytes.Hex).Raw('\'');
                break;
            case DialectFamily.BigQuery:
                text.Raw("b'");
                for (var i = 0; i + 1 < bytes.Hex.Length; i += 2)
                    text.Raw("\\x").Raw(bytes.Hex[i]).Raw(bytes.Hex[i + 1]);
                text.Raw('\'');
                break;
            case DialectFamily.SqlServer or DialectFamily.Cassandra:
                text.Raw("0x").Raw(bytes.Hex);
                break;
            default:
                text.Raw("X'").Raw(bytes.Hex).Raw('\'');
                break;
        }
    }

    public void Write(Expression.Interval interval)
    {
        text.Raw("INTERVAL ");
        WriteAmount(interval);
        foreach (var more in interval.More)
        {
            text.Raw(' ');
            WriteAmount(more);
        }
    }

    private void WriteAmount(Expression.Interval interval)
    {
        if (interval.Value is Expression.String or Expression.Number)
            text.Expressions.Write(interval.Value);
        else
            text.Expressions.WriteParenthesised(interval.Value);
        if (interval.Unit is not null)
            text.Raw(' ').Raw(interval.Unit);
        if (interval.ToUnit is not null)
            text.Word("TO").Word(interval.ToUnit);
    }

    public void Write(Expression.Parameter parameter)
    {
        switch (parameter.Style)
        {
            case ParameterStyle.Question:
                text.Raw('?').Raw(parameter.Name);
                break;
            case ParameterStyle.Dollar:
                text.Raw('$').Raw(parameter.Name);
                break;
            case ParameterStyle.Colon:
                text.Raw(':').Raw(parameter.Name);
                break;
            case ParameterStyle.At:
                text.Raw('@').Raw(parameter.Name);
                break;
            case ParameterStyle.Percent:
                text.Raw(parameter.Name.Length == 0 ? "%s" : $"%({parameter.Name})s");
                break;
            default:
                text.Raw('{').Raw(parameter.Name);
                if (parameter.Type is not null)
                {
                    text.Raw(": ");
                    text.Types.Write(parameter.Type);
                }
                text.Raw('}');
                break;
        }
    }
}
