using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Rendering;

/// <summary>Functions, casts, and the calls whose arguments are separated by words.</summary>
internal sealed class CallRenderer(SqlText text)
{
    public bool Write(Expression expression)
    {
        switch (expression)
        {
            case FunctionCall call:
                WriteCall(call);
                return true;
            case Cast cast:
                WriteCast(cast);
                return true;
            case Extract extract:
                text.Raw("EXTRACT(").Raw(extract.Field);
                Words(" FROM ", extract.Source, "", "", null);
                return true;
            case Trim trim:
                WriteTrim(trim);
                return true;
            case PositionOf position:
                text.Raw("POSITION(");
                text.Expressions.WriteOperand(position.Needle, Binding.Additive);
                text.Raw(" IN ");
                text.Expressions.WriteOperand(position.Haystack, Binding.Additive);
                text.Raw(')');
                return true;
            case Overlay overlay:
                Words("OVERLAY(", overlay.Value, " PLACING ", "", overlay.Placing, close: false);
                Words(" FROM ", overlay.From, "", "", null, close: overlay.For is null);
                if (overlay.For is not null)
                    Words(" FOR ", overlay.For, "", "", null);
                return true;
            case ConvertCharset convert:
                Words("CONVERT(", convert.Value, " USING ", convert.Charset, null);
                return true;
            case MatchAgainst match:
                text.Raw("MATCH ").Parenthesised(match.Searched, text.Expressions.Write);
                Words(" AGAINST (", match.Text, match.Mode is null ? "" : " ", match.Mode ?? "", null);
                return true;
            default:
                return false;
        }
    }

    /// <summary>PARSE (text AS type USING culture), which no other dialect has.</summary>
    private void WriteParse(FunctionCall call, DataType type)
    {
        text.Names.WriteFunction(call.Name);
        Words("(", call.Arguments[0].Value, " AS ", "", null, close: false);
        text.Types.Write(type);
        if (call.Arguments.Count > 1)
            Words(" USING ", call.Arguments[1].Value, "", "", null, close: false);
        text.Raw(')');
    }

    public void WriteCall(FunctionCall call)
    {
        if (call is { Returning: { } target, Arguments.Count: 1 or 2 } && text.Dialect.Family == DialectFamily.SqlServer && IsParse(call))
        {
            WriteParse(call, target);
            return;
        }

        if (call.Worded || call.Program is not null)
        {
            WriteWorded(call);
            return;
        }
        text.Raw(call.Odbc ? "{fn " : "");
        text.Raw(call.Approximate ? "APPROXIMATE " : "").Raw(call.Processing is null ? "" : call.Processing + " ");
        text.Names.WriteFunction(call.Name);
        if (call.Parameters.Count > 0)
            text.Parenthesised(call.Parameters, text.Expressions.Write);
        if (!call.Bare)
            WriteArguments(call);
        if (call.Nulls != NullTreatment.Unsaid && !NullsInside)
            text.Raw(TextOf(call.Nulls));
        if (call.WithinGroup.Count > 0)
            text.Raw(" WITHIN GROUP (ORDER BY ").List(call.WithinGroup, text.Queries.WriteOrder).Raw(')');
        if (call.Filter is not null)
            Words(" FILTER (WHERE ", call.Filter, "", "", null);
        if (call.Over is not null)
            WriteOver(call.Over);
        text.Raw(call.Odbc ? "}" : "");
    }

    /// <summary>NEXT VALUE FOR s, and TRANSFORM (a, b) USING 'program' AS (c, d).</summary>
    private void WriteWorded(FunctionCall call)
    {
        if (call.Program is null)
        {
            text.Raw(call.Name.Last.Text).Raw(' ').List(call.Arguments, WriteArgument);
            if (call.Over is not null)
                WriteOver(call.Over);
            return;
        }
        text.Raw("TRANSFORM (").Raw(call.Distinct ? "DISTINCT " : "").List(call.Arguments, WriteArgument).Raw(')');
        var script = call.Program as Script;
        WriteFormat(script?.Input);
        text.Raw(" USING ");
        text.Expressions.Write(script?.Command ?? call.Program);
        if (call.RecordColumns.Count > 0)
            text.Sources.WriteAlias(new TableAlias(null, call.RecordColumns));
        WriteFormat(script?.Output);
    }

    private void WriteFormat(RowFormat? format)
    {
        if (format is null)
            return;
        text.Raw(format.Serde is null ? " ROW FORMAT DELIMITED" : " ROW FORMAT SERDE ");
        if (format.Serde is { } serde)
            text.Literals.WriteString(serde);
        foreach (var entry in format.Entries)
        {
            text.Raw(' ').Raw(entry.Name).Raw(' ');
            if (entry.Value is not null)
                text.Expressions.Write(entry.Value);
        }
    }

    /// <summary>DuckDB's table functions take <c>name = value</c> for a named argument, so a comparison stands in parentheses.</summary>
    public void WriteTableCall(FunctionCall call)
    {
        if (text.Dialect.Family != DialectFamily.DuckDb || !call.Arguments.Any(LooksNamed))
        {
            WriteCall(call);
            return;
        }
        text.Names.WriteFunction(call.Name);
        text.Parenthesised(
            call.Arguments,
            argument =>
            {
                if (LooksNamed(argument))
                    text.Expressions.WriteParenthesised(argument.Value);
                else
                    WriteArgument(argument);
            }
        );
    }

    private static bool LooksNamed(Argument argument) =>
        argument is { Name: null, Key: null, Value: Binary { Operator: BinaryOperator.Equal, Left: Column { Parts.Count: 1 } } };

    public void WriteArgument(Argument argument)
    {
        if (argument.Passing)
            text.Raw(" PASSING ");
        if (argument.Variadic)
            text.Raw("VARIADIC ");
        if (argument.Name is not null)
        {
            text.Names.WriteLabel(argument.Name);
            text.Raw(text.Dialect.Family is DialectFamily.DuckDb ? " := " : " => ");
        }
        if (argument.Kind is not null)
            text.Raw(argument.Kind).Raw(' ');
        if (argument is { Kind: "TABLE", Value: Column table } && text.Dialect.Family == DialectFamily.Trino)
        {
            text.Expressions.WriteParenthesised(table);
            WriteRows(argument.Rows);
            return;
        }
        if (argument.Key is not null)
        {
            text.Expressions.WriteOperand(argument.Key, Binding.Additive);
            text.Raw(": ");
        }
        if (argument.Query is not null)
            text.Queries.Write(argument.Query);
        else
            text.Expressions.Write(argument.Value);
        if (argument.FormatJson)
            text.Raw(argument.Encoding is null ? " FORMAT JSON" : $" FORMAT JSON ENCODING {argument.Encoding}");
        WriteRows(argument.Rows);
        if (argument.Alias is not null)
        {
            text.Raw(" AS ");
            text.Names.WriteLabel(argument.Alias);
        }
    }

    private void WriteRows(TableArgument? rows)
    {
        if (rows is null)
            return;
        text.Sources.WriteAlias(rows.Alias);
        text.Raw(rows.SinglePartition ? " WITH SINGLE PARTITION" : "");
        if (rows.PartitionBy.Count > 0)
            text.Raw(" PARTITION BY ").Parenthesised(rows.PartitionBy, text.Expressions.Write);
        if (rows.WhenEmpty is not null)
            text.Raw(' ').Raw(rows.WhenEmpty).Raw(" WHEN EMPTY");
        if (rows.OrderBy.Count > 0)
            text.Raw(" ORDER BY ").Parenthesised(rows.OrderBy, text.Queries.WriteOrder);
    }

    private void WriteCopartition(Copartition alike) => text.Parenthesised(alike.Tables, text.Names.Write);

    private static bool IsParse(FunctionCall call) => call.Name.Last.Text.ToUpperInvariant() is "PARSE" or "TRY_PARSE";

    private static bool IsWeight(FunctionCall call) => call.Name.Last.Text.Equals("weight_string", StringComparison.OrdinalIgnoreCase);

    private bool NullsInside => text.Dialect.Family is DialectFamily.BigQuery or DialectFamily.DuckDb;

    private void WriteArguments(FunctionCall call)
    {
        text.Raw('(');
        if (call.Distinct)
            text.Raw(call.Arguments.Count > 0 ? "DISTINCT " : "DISTINCT");
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (i > 0 && !call.Arguments[i].Passing)
                text.Raw(", ");
            WriteArgument(call.Arguments[i]);
        }
        if (call.Copartitions.Count > 0)
            text.Raw(" COPARTITION ").List(call.Copartitions, WriteCopartition);
        if (call.Nulls != NullTreatment.Unsaid && NullsInside)
            text.Raw(TextOf(call.Nulls));
        if (call.Having is { } having)
            Words(having.Max ? " HAVING MAX " : " HAVING MIN ", having.Value, "", "", null, close: false);
        if (call.OrderBy.Count > 0)
            text.Raw(" ORDER BY ").List(call.OrderBy, text.Queries.WriteOrder);
        if (call.Separator is not null)
            Words(" SEPARATOR ", call.Separator, "", "", null, close: false);
        if (call.Limit is not null)
            Words(" LIMIT ", call.Limit, "", "", null, close: false);
        if (call.Offset is not null)
            Words(" OFFSET ", call.Offset, "", "", null, close: false);
        var clause = CallClause.Of(call);
        if (clause.BeforeType is { } early)
            text.Word(early);
        if (call.Returning is not null)
        {
            // WEIGHT_STRING alone takes its type behind AS.
            text.Word(text.Dialect.Family == DialectFamily.MySql && IsWeight(call) ? "AS " : "RETURNING ");
            text.Types.Write(call.Returning);
            if (call.ReturningFormat is not null)
                text.Word(call.ReturningFormat);
        }
        if (clause.BeforeFallback is { } forNothing)
            text.Word(forNothing);
        foreach (var fallback in call.Fallbacks)
            Words(" DEFAULT ", fallback.Value, " ON ", fallback.OnError ? "ERROR" : "EMPTY", null, close: false);
        if (clause.Last is { } last)
            text.Word(last);
        text.Raw(')');
    }

    private void WriteOver(Over over)
    {
        text.Raw(" OVER ");
        if (over.Name is not null)
            text.Names.Write(over.Name);
        else if (over.Specification is not null)
            text.Queries.WriteWindow(over.Specification);
    }

    private void WriteCast(Cast cast)
    {
        if (cast.Hint && text.Dialect.Family == DialectFamily.Cassandra)
        {
            text.Raw('(');
            text.Types.Write(cast.Type);
            text.Raw(") ");
            text.Expressions.WriteOperand(cast.Value, Binding.Primary);
            return;
        }
        if (cast.Format is not null && text.Dialect.Family == DialectFamily.SqlServer)
        {
            text.Raw(cast.Try ? "TRY_CONVERT(" : "CONVERT(");
            text.Types.Write(cast.Type);
            Words(", ", cast.Value, ", ", "", cast.Format);
            return;
        }
        var name = cast.Try ? text.Dialect.Rendering.TryCast ?? throw text.Cannot("a cast that yields NULL on failure") : "CAST";
        Words(name + "(", cast.Value, " AS ", "", null, close: false);
        text.Types.Write(cast.Type);
        if (cast.Format is not null)
            Words(" FORMAT ", cast.Format, "", "", null, close: false);
        if (cast.FieldChange is not null)
            text.Raw(' ').Raw(cast.FieldChange);
        text.Raw(')');
    }

    private void WriteTrim(Trim trim)
    {
        text.Raw("TRIM(");
        text.Raw(
            trim.Side switch
            {
                TrimSide.Both => "BOTH",
                TrimSide.Leading => "LEADING",
                _ => "TRAILING",
            }
        );
        if (trim.Characters is not null)
            Words(" ", trim.Characters, "", "", null, close: false);
        Words(" FROM ", trim.Value, "", "", null);
    }

    private void Words(string before, Expression? first, string between, string word, Expression? second, bool close = true)
    {
        text.Raw(before);
        if (first is not null)
            text.Expressions.Write(first);
        text.Raw(between).Raw(word);
        if (second is not null)
            text.Expressions.Write(second);
        if (close)
            text.Raw(')');
    }

    private static string TextOf(NullTreatment nulls) => nulls == NullTreatment.Ignore ? " IGNORE NULLS" : " RESPECT NULLS";
}
