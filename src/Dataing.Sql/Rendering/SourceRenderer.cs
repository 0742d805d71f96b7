using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

/// <summary>What stands in FROM.</summary>
internal sealed class SourceRenderer
{
    private readonly SqlText _text;
    private readonly JoinRenderer _joins;
    private readonly ReshapeRenderer _reshapes;

    public SourceRenderer(SqlText text)
    {
        _text = text;
        _joins = new JoinRenderer(text, this);
        _reshapes = new ReshapeRenderer(text, this);
    }

    public void Write(TableSource source)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (source)
        {
            case TableSource.Table table:
                WriteTable(table);
                break;
            case TableSource.External external:
                WriteExternal(external);
                break;
            case TableSource.Subquery subquery:
                _text.Raw(subquery.Lateral ? "LATERAL " : "");
                _text.Queries.WriteParenthesised(subquery.Query);
                WriteAlias(subquery.Alias);
                WriteSample(subquery.Sample);
                break;
            case TableSource.Function function:
                WriteFunction(function);
                break;
            case TableSource.RowsFrom rows:
                _text.Raw("ROWS FROM ").Parenthesised(rows.Calls, WriteRecords).Raw(rows.WithOrdinality ? " WITH ORDINALITY" : "");
                WriteAlias(rows.Alias);
                break;
            case TableSource.Unnest unnest:
                WriteUnnest(unnest);
                break;
            case TableSource.Join join:
                _joins.Write(join);
                break;
            case TableSource.Nested nested:
                _text.Raw('(');
                Write(nested.Source);
                _text.Raw(')');
                WriteAlias(nested.Alias);
                WriteSample(nested.Sample);
                break;
            case TableSource.LateralView view:
                _joins.Write(view);
                break;
            case TableSource.ArrayJoin arrays:
                Write(arrays.Source);
                _text.Raw(arrays.Left ? " LEFT ARRAY JOIN " : " ARRAY JOIN ").List(arrays.Arrays, _text.Queries.WriteItem);
                break;
            default:
                if (!_reshapes.Write(source))
                    throw new UnreachableException(source.GetType().Name);
                break;
        }
    }

    public void WriteAlias(TableAlias? alias)
    {
        if (alias is null)
            return;
        _text.Raw(_text.Dialect.Rendering.AsBeforeTableAlias ? " AS " : " ");
        if (alias.Name is not null)
            _text.Names.WriteLabel(alias.Name);
        if (alias.Columns.Count > 0)
            _text.Parenthesised(
                alias.Columns,
                column =>
                {
                    _text.Names.Write(column.Name);
                    if (column.Type is null)
                        return;
                    _text.Raw(' ');
                    _text.Types.Write(column.Type);
                }
            );
    }

    public void WriteSample(TableSample? sample)
    {
        if (sample is null)
            return;
        _text.Raw(_text.Dialect.Family == DialectFamily.ClickHouse ? " SAMPLE " : " TABLESAMPLE ");
        WriteSampleSize(sample);
    }

    public void WriteSampleSize(TableSample sample)
    {
        if (_text.Dialect.Family == DialectFamily.ClickHouse)
        {
            _text.Expressions.Write(sample.Size);
            Part(" OFFSET ", sample.Second);
            return;
        }
        if (sample.Method is not null)
            _text.Raw(sample.Method).Raw(' ');
        _text.Raw('(').Raw(sample.Unit == SampleUnit.Bucket ? "BUCKET " : "");
        _text.Expressions.Write(sample.Size);
        Part(" OUT OF ", sample.Second);
        Part(" ON ", sample.On);
        _text.Raw(
            sample.Unit switch
            {
                SampleUnit.Percent => " PERCENT)",
                SampleUnit.Rows => " ROWS)",
                _ => ")",
            }
        );
        if (sample.Seed is null)
            return;
        _text.Raw(_text.Dialect.Family == DialectFamily.Snowflake ? " SEED (" : " REPEATABLE (");
        _text.Expressions.Write(sample.Seed);
        _text.Raw(')');
    }

    public void WritePattern(RowPattern pattern) => _reshapes.WritePattern(pattern);

    public void WritePivotStatement(TableSource.Pivot pivot) => _reshapes.WriteStatement(pivot);

    public void WriteShape(ShapeColumn column)
    {
        if (column.Nested.Count > 0)
        {
            _text.Raw("NESTED PATH ");
            Part("", column.Path);
            if (column.PathName is not null)
            {
                _text.Raw(" AS ");
                _text.Names.WriteLabel(column.PathName);
            }
            _text.Raw(" COLUMNS ").Parenthesised(column.Nested, WriteShape);
            return;
        }
        if (column.Name is not null)
            _text.Names.Write(column.Name);
        if (column.ForOrdinality)
            _text.Raw(" FOR ORDINALITY");
        if (column.Type is not null)
        {
            _text.Raw(' ');
            _text.Types.Write(column.Type);
        }
        if (column.Format is not null)
            _text.Word(column.Format);
        _text.Raw(column.Exists ? " EXISTS" : "");
        Part(_text.Dialect.Family == DialectFamily.SqlServer ? " " : " PATH ", column.Path);
        if (column.Wrapper is not null)
            _text.Word(column.Wrapper);
        Part(" DEFAULT ", column.Default);
        foreach (var fallback in column.Fallbacks)
        {
            Part(" DEFAULT ", fallback.Value);
            _text.Raw(fallback.OnError ? " ON ERROR" : " ON EMPTY");
        }
        if (column.Handling is not null)
            _text.Word(column.Handling);
        _text.Raw(column.AsJson ? " AS JSON" : "");
    }

    private void WriteRecords(Expression.FunctionCall call)
    {
        _text.Calls.WriteCall(call);
        if (call.RecordColumns.Count > 0)
            WriteAlias(new TableAlias(null, call.RecordColumns));
    }

    private void WriteTable(TableSource.Table table)
    {
        _text.Raw(table.Only ? "ONLY " : "");
        _text.Names.Write(table.Name);
        if (table.Partitions.Count > 0)
            _text.Raw(" PARTITION ").Parenthesised(table.Partitions, _text.Names.Write);
        if (table.TimeTravel is not null)
            WriteTimeTravel(table.TimeTravel);
        // SQL Server wants the sample before no alias, all others behind it; both readings are accepted when parsing.
        WriteAlias(table.Alias);
        if (table.Position is not null)
        {
            _text.Raw(" AT ");
            _text.Names.Write(table.Position);
        }
        _text.Raw(table.Final ? " FINAL" : "");
        WriteSample(table.Sample);
        WriteHints(table.Hints);
    }

    private void WriteTimeTravel(TimeTravel travel)
    {
        if (travel.Kind.StartsWith("AT ", StringComparison.Ordinal) || travel.Kind.StartsWith("BEFORE ", StringComparison.Ordinal))
        {
            var parts = travel.Kind.Split(' ', 2);
            if (travel.Changes is not null)
                _text.Raw(" CHANGES (INFORMATION => ").Raw(travel.Changes).Raw(')');
            _text.Raw(' ').Raw(parts[0]).Raw(" (").Raw(parts[1]).Raw(" => ");
            Part("", travel.Value);
            _text.Raw(')');
            if (travel.UntilKind is not null)
            {
                _text.Raw(" END (").Raw(travel.UntilKind).Raw(" => ");
                Part("", travel.Until);
                _text.Raw(')');
            }
            return;
        }
        _text.Raw(_text.Dialect.Family == DialectFamily.Databricks ? " " : " FOR ").Raw(travel.Kind);
        if (travel.Kind.EndsWith("CONTAINED IN", StringComparison.Ordinal))
        {
            Part(" (", travel.Value);
            Part(", ", travel.Until);
            _text.Raw(')');
            return;
        }
        Part(" ", travel.Value);
        Part(travel.Kind.EndsWith("BETWEEN", StringComparison.Ordinal) ? " AND " : " TO ", travel.Until);
    }

    private void WriteHints(SqlList<Hint> hints)
    {
        if (hints.Count == 0)
            return;
        if (_text.Dialect.Family == DialectFamily.SqlServer)
        {
            _text.Raw(" WITH ").Parenthesised(hints, h => WriteHint(h, ""));
            return;
        }
        foreach (var hint in hints)
        {
            _text.Raw(' ');
            WriteHint(hint, " ");
        }
    }

    private void WriteHint(Hint hint, string gap)
    {
        _text.Raw(hint.Name);
        if (hint.Name == "INDEXED BY")
            _text.Raw(' ').Raw(hint.Arguments[0]);
        else if (hint.Arguments.Count > 0 || _text.Dialect.Family == DialectFamily.MySql)
            _text.Raw(gap).Parenthesised(hint.Arguments, a => _text.Raw(a));
    }

    private void WriteExternal(TableSource.External external)
    {
        if (external is { NamedBy: { } word, Name: { } name })
        {
            if (IsBare(name))
            {
                _text.Expressions.Write(name);
            }
            else
            {
                _text.Raw(word);
                _text.Expressions.WriteParenthesised(name);
                if (external.Arguments.Count > 0)
                    _text.Parenthesised(external.Arguments, _text.Calls.WriteArgument);
            }
            WriteAlias(external.Alias);
            return;
        }
        // A stage stands without quotes, as far as its name goes without a space or a bracket.
        if (
            _text.Dialect.Grammar.Has(Feature.StageReferences)
            && external.Location.StartsWith('@')
            && !external.Location.Any(c => char.IsWhiteSpace(c) || c is '(' or ')' or ',' or ';')
        )
            _text.Raw(external.Location);
        else
            _text.Literals.WriteString(external.Location);
        if (external.Arguments.Count > 0)
            _text.Raw(' ').Parenthesised(external.Arguments, _text.Calls.WriteArgument);
        WriteAlias(external.Alias);
    }

    /// <summary>Snowflake's TABLE($t) has its parentheses; a parameter or variable of the others stands where the table's name would.</summary>
    private bool IsBare(Expression name) =>
        name is Expression.Parameter or Expression.Variable or Expression.MethodCall
        && _text.Dialect.Family is DialectFamily.ClickHouse or DialectFamily.SqlServer or DialectFamily.Databricks
        && name is not Expression.Parameter { Style: ParameterStyle.Colon or ParameterStyle.Question };

    private void WriteFunction(TableSource.Function function)
    {
        _text.Raw(function.Lateral ? "LATERAL " : "").Raw(function.InTable ? "TABLE(" : "");
        _text.Calls.WriteTableCall(function.Call);
        _text.Raw(function.InTable ? ")" : "").Raw(function.WithOrdinality ? " WITH ORDINALITY" : "");
        if (function.Shape.Count > 0)
            _text.Raw(" WITH ").Parenthesised(function.Shape, WriteShape);
        WriteAlias(function.Alias);
        WriteSample(function.Sample);
    }

    private void WriteUnnest(TableSource.Unnest unnest)
    {
        if (unnest.OfObject)
        {
            WriteObject(unnest);
            return;
        }
        _text.Raw(unnest.Lateral ? "LATERAL UNNEST" : "UNNEST").Parenthesised(unnest.Arrays, _text.Calls.WriteArgument);
        _text.Raw(unnest.WithOrdinality ? " WITH ORDINALITY" : "");
        WriteAlias(unnest.Alias);
        _text.Raw(unnest.WithOffset ? " WITH OFFSET" : "");
        if (unnest.OffsetAlias is null)
            return;
        _text.Raw(" AS ");
        _text.Names.WriteLabel(unnest.OffsetAlias);
    }

    private void WriteObject(TableSource.Unnest unnest)
    {
        Part("UNPIVOT ", unnest.Arrays[0].Value);
        WriteAlias(unnest.Alias);
        if (unnest.OffsetAlias is null)
            return;
        _text.Raw(" AT ");
        _text.Names.Write(unnest.OffsetAlias);
    }

    private void Part(string words, Expression? value)
    {
        if (value is null)
            return;
        _text.Raw(words);
        _text.Expressions.WriteOperand(value, Binding.Additive);
    }
}
