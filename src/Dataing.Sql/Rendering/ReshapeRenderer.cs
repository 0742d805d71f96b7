using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

/// <summary>Sources that turn rows into columns, columns into rows, documents into tables, or sequences into matches.</summary>
internal sealed class ReshapeRenderer(SqlText text, SourceRenderer sources)
{
    public bool Write(TableSource source)
    {
        switch (source)
        {
            case TableSource.Pivot pivot:
                WritePivot(pivot);
                return true;
            case TableSource.Unpivot unpivot:
                WriteUnpivot(unpivot);
                return true;
            case TableSource.DocumentTable document:
                WriteDocument(document);
                return true;
            case TableSource.MatchRecognize match:
                WriteMatch(match);
                return true;
            default:
                return false;
        }
    }

    /// <summary>DuckDB's PIVOT source ON columns USING aggregates GROUP BY columns.</summary>
    public void WriteStatement(TableSource.Pivot pivot)
    {
        text.Raw("PIVOT ");
        sources.Write(pivot.Source);
        text.Raw(pivot.On.Count > 0 ? " ON " : "")
            .List(
                pivot.On,
                column =>
                {
                    if (column.Any)
                        Group(column.Columns);
                    else
                        WritePivotColumn(column);
                }
            );
        if (pivot.Aggregates.Count > 0)
            text.Raw(" USING ").List(pivot.Aggregates, text.Queries.WriteItem);
        if (pivot.GroupBy.Count > 0)
            text.Raw(" GROUP BY ").List(pivot.GroupBy, text.Expressions.Write);
    }

    private void WritePivot(TableSource.Pivot pivot)
    {
        sources.Write(pivot.Source);
        text.Raw(" PIVOT (").List(pivot.Aggregates, text.Queries.WriteItem).Raw(" FOR ");
        for (var i = 0; i < pivot.On.Count; i++)
        {
            text.Raw(i > 0 ? " " : "");
            WritePivotColumn(pivot.On[i]);
        }
        if (pivot.DefaultOnNull is not null)
        {
            text.Raw(" DEFAULT ON NULL ");
            text.Expressions.WriteParenthesised(pivot.DefaultOnNull);
        }
        if (pivot.GroupBy.Count > 0)
            text.Raw(" GROUP BY ").List(pivot.GroupBy, text.Expressions.Write);
        text.Raw(')');
        sources.WriteAlias(pivot.Alias);
        sources.WriteSample(pivot.Sample);
    }

    private void WritePivotColumn(PivotColumn column)
    {
        Group(column.Columns);
        text.Raw(" IN ");
        if (column.Any)
        {
            text.Raw("(ANY");
            if (column.AnyOrder.Count > 0)
                text.Raw(" ORDER BY ").List(column.AnyOrder, text.Queries.WriteOrder);
            text.Raw(')');
        }
        else if (column.Query is not null)
            text.Queries.WriteParenthesised(column.Query);
        else
            text.Parenthesised(column.Values, text.Queries.WriteItem);
    }

    private void Group(SqlList<Expression> columns)
    {
        if (columns.Count == 1)
            text.Expressions.WriteOperand(columns[0], Binding.Other);
        else
            text.Parenthesised(columns, text.Expressions.Write);
    }

    private void WriteUnpivot(TableSource.Unpivot unpivot)
    {
        sources.Write(unpivot.Source);
        text.Raw(" UNPIVOT ");
        text.Raw(
            unpivot.IncludeNulls switch
            {
                true => "INCLUDE NULLS ",
                false => "EXCLUDE NULLS ",
                null => "",
            }
        );
        text.Raw('(');
        if (unpivot.Values.Count == 1)
            text.Names.Write(unpivot.Values[0]);
        else
            text.Parenthesised(unpivot.Values, text.Names.Write);
        text.Raw(" FOR ");
        text.Names.Write(unpivot.Name);
        text.Raw(" IN ");
        text.Parenthesised(
            unpivot.Columns,
            column =>
            {
                Group(column.Columns);
                if (column.Label is null)
                    return;
                text.Raw(" AS ");
                text.Expressions.Write(column.Label);
            }
        );
        text.Raw(')');
        sources.WriteAlias(unpivot.Alias);
        sources.WriteSample(unpivot.Sample);
    }

    private void WriteDocument(TableSource.DocumentTable document)
    {
        text.Raw(document.Name).Raw('(');
        for (var i = 0; i < document.Arguments.Count; i++)
        {
            if (i > 0 && !document.Arguments[i].Passing)
                text.Raw(", ");
            text.Calls.WriteArgument(document.Arguments[i]);
        }
        text.Raw(" COLUMNS ");
        if (document.Name == "XMLTABLE")
            text.List(document.Shape, sources.WriteShape);
        else
            text.Parenthesised(document.Shape, sources.WriteShape);
        if (document.Plan is not null)
            text.Raw(" PLAN ").Raw(document.Plan);
        if (document.Handling is not null)
            text.Word(document.Handling);
        text.Raw(')');
        sources.WriteAlias(document.Alias);
    }

    private void WriteSubset(PatternSubset subset)
    {
        text.Names.Write(subset.Name);
        text.Raw(" = ").Parenthesised(subset.Members, text.Names.Write);
    }

    private void WriteMatch(TableSource.MatchRecognize match)
    {
        sources.Write(match.Source);
        text.Raw(" MATCH_RECOGNIZE (");
        if (match.PartitionBy.Count > 0)
            text.Word("PARTITION BY ").List(match.PartitionBy, text.Expressions.Write);
        if (match.OrderBy.Count > 0)
            text.Word("ORDER BY ").List(match.OrderBy, text.Queries.WriteOrder);
        if (match.Measures.Count > 0)
            text.Word("MEASURES ").List(match.Measures, text.Queries.WriteItem);
        if (match.RowsPerMatch is not null)
            text.Word(match.RowsPerMatch);
        WritePattern(new RowPattern(match.Pattern, match.Define) { AfterMatch = match.AfterMatch, Subsets = match.Subsets });
        text.Raw(')');
        sources.WriteAlias(match.Alias);
    }

    /// <summary>From AFTER MATCH to DEFINE.</summary>
    public void WritePattern(RowPattern pattern)
    {
        if (pattern.AfterMatch is not null)
            text.Word("AFTER MATCH SKIP ").Raw(pattern.AfterMatch);
        if (pattern.Search is not null)
            text.Word(pattern.Search);
        if (pattern.Pattern is null)
            return;
        text.Word("PATTERN (").Raw(pattern.Pattern).Raw(")");
        if (pattern.Subsets.Count > 0)
            text.Raw(" SUBSET ").List(pattern.Subsets, WriteSubset);
        text.Raw(" DEFINE ");
        text.List(
            pattern.Define,
            item =>
            {
                if (item.Alias is not null)
                    text.Names.Write(item.Alias);
                text.Raw(" AS ");
                text.Expressions.Write(item.Value);
            }
        );
    }
}
