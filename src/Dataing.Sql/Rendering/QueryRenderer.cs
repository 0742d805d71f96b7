using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

internal sealed class QueryRenderer
{
    private readonly SqlText _text;
    private readonly SelectRenderer _selects;
    private readonly EndingRenderer _endings;

    public QueryRenderer(SqlText text)
    {
        _text = text;
        _selects = new SelectRenderer(text);
        _endings = new EndingRenderer(text);
    }

    public void Write(Query query)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (query.With is not null)
            WriteWith(query.With);
        WriteBody(query.Body);
        _endings.Write(query);
    }

    public void WriteParenthesised(Query query)
    {
        _text.Raw('(');
        Write(query);
        _text.Raw(')');
    }

    public void WriteBody(QueryBody body)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (body)
        {
            case QueryBody.Select select:
                _selects.Write(select);
                break;
            case QueryBody.SetOperation operation:
                WriteSetOperation(operation);
                break;
            case QueryBody.Values values:
                _text.Raw("VALUES ");
                _text.List(
                    values.Rows,
                    row =>
                        _text
                            .Raw(_text.Dialect.Grammar.Has(Feature.ValuesRow) ? "ROW" : "")
                            .Parenthesised(row.Values, _text.Expressions.Write)
                );
                break;
            case QueryBody.Table table:
                _text.Raw(table.Only ? "TABLE ONLY " : "TABLE ");
                _text.Names.Write(table.Name);
                break;
            case QueryBody.Nested nested:
                WriteParenthesised(nested.Query);
                break;
            default:
                throw new UnreachableException(body.GetType().Name);
        }
    }

    public void WriteItem(SelectItem item)
    {
        if (item.MeasuredRows is not null)
            _text.Raw(item.MeasuredRows).Raw(' ');
        // Where a select list may say alias = value, a condition stands in parentheses.
        if (_text.Dialect.Grammar.Has(Feature.AliasEquals) && Bindings.Of(item.Value) is > Binding.Lambda and <= Binding.Predicate)
            _text.Expressions.WriteParenthesised(item.Value);
        else
            _text.Expressions.Write(item.Value);
        if (item.Alias is not null)
        {
            _text.Raw(" AS ");
            _text.Names.WriteLabel(item.Alias);
        }
        if (item.Aliases.Count > 0)
            _text.Raw(" AS ").Parenthesised(item.Aliases, _text.Names.Write);
    }

    public void WriteOrder(OrderItem item) => _endings.WriteOrder(item);

    public void WriteWindow(WindowSpecification window)
    {
        _text.Raw('(');
        if (window.BasedOn is not null)
            _text.Names.Write(window.BasedOn);
        if (window.PartitionBy.Count > 0)
            _text.Word("PARTITION BY ").List(window.PartitionBy, _text.Expressions.Write);
        if (window.OrderBy.Count > 0)
            _text.Word("ORDER BY ").List(window.OrderBy, WriteOrder);
        if (window.Pattern is { Measures.Count: > 0 } measured)
            _text.Word("MEASURES ").List(measured.Measures, WriteItem);
        if (window.Frame is not null)
            WriteFrame(window.Frame);
        if (window.Pattern is not null)
            _text.Sources.WritePattern(window.Pattern);
        _text.Raw(')');
    }

    private void WriteWith(With with)
    {
        // SQL Server knows recursion from the table's own name and has no word for it.
        _text.Raw(with.Recursive && _text.Dialect.Family != DialectFamily.SqlServer ? "WITH RECURSIVE " : "WITH ");
        if (with.Namespaces.Count > 0)
            _text.Raw("XMLNAMESPACES ").Parenthesised(with.Namespaces, WriteNamespace).Raw(with.Tables.Count > 0 ? ", " : "");
        _text.List(with.Tables, WriteTable);
        _text.Raw(' ');
    }

    private void WriteNamespace(XmlNamespace space)
    {
        _text.Raw(space.Prefix is null ? "DEFAULT " : "");
        _text.Expressions.Write(new Expression.String(space.Uri));
        if (space.Prefix is null)
            return;
        _text.Raw(" AS ");
        _text.Names.Write(space.Prefix);
    }

    private void WriteTable(CommonTable table)
    {
        if (table.Scalar is not null)
        {
            _text.Expressions.Write(table.Scalar);
            _text.Raw(" AS ");
            _text.Names.Write(table.Name);
            return;
        }
        _text.Names.Write(table.Name);
        if (table.Columns.Count > 0)
            _text.Parenthesised(table.Columns, _text.Names.Write);
        if (table.MaxRecursion is not null)
        {
            _text.Raw(" MAX RECURSION LEVEL ");
            _text.Expressions.Write(table.MaxRecursion);
        }
        if (table.UsingKey.Count > 0)
            _text.Raw(" USING KEY ").Parenthesised(table.UsingKey, _text.Expressions.Write);
        _text.Raw(
            table.Materialization switch
            {
                Materialization.Materialized => " AS MATERIALIZED ",
                Materialization.NotMaterialized => " AS NOT MATERIALIZED ",
                _ => " AS ",
            }
        );
        if (table.Query is not null)
            WriteParenthesised(table.Query);
        if (table.Search is { } search)
        {
            _text.Raw(search.DepthFirst ? " SEARCH DEPTH FIRST BY " : " SEARCH BREADTH FIRST BY ");
            _text.List(search.By, _text.Names.Write).Raw(" SET ");
            _text.Names.Write(search.Set);
        }
        if (table.Cycle is not null)
            WriteCycle(table.Cycle);
        if (table.Depth is not null)
            WriteDepth(table.Depth);
    }

    private void WriteDepth(DepthClause depth)
    {
        _text.Raw(" WITH DEPTH");
        if (depth.Column is not null)
        {
            _text.Raw(" AS ");
            _text.Names.Write(depth.Column);
        }
        if (depth.Low is not null)
        {
            _text.Raw(" BETWEEN ");
            _text.Expressions.WriteOperand(depth.Low, Binding.Additive);
            _text.Raw(" AND ");
        }
        else if (depth.High is not null)
        {
            _text.Raw(" MAX ");
        }
        if (depth.High is not null)
            _text.Expressions.WriteOperand(depth.High, Binding.Additive);
        else if (depth.Low is not null)
            _text.Raw("UNBOUNDED");
    }

    private void WriteCycle(CycleClause cycle)
    {
        _text.Raw(" CYCLE ").List(cycle.Columns, _text.Names.Write).Raw(cycle.Set is null ? " RESTRICT" : " SET ");
        if (cycle.Set is null)
            return;
        _text.Names.Write(cycle.Set);
        if (cycle.Value is not null && cycle.Default is not null)
        {
            _text.Raw(" TO ");
            _text.Expressions.Write(cycle.Value);
            _text.Raw(" DEFAULT ");
            _text.Expressions.Write(cycle.Default);
        }
        if (cycle.Using is null)
            return;
        _text.Raw(" USING ");
        _text.Names.Write(cycle.Using);
    }

    private void WriteSetOperation(QueryBody.SetOperation operation)
    {
        var tight = Tight(operation);
        WriteSide(operation.Left, operation.Left is QueryBody.SetOperation left && Tight(left) >= tight);
        _text.Raw(
            operation.Side switch
            {
                SetSide.Inner => " INNER",
                SetSide.Left => " LEFT",
                SetSide.Full => " FULL",
                _ => "",
            }
        );
        _text.Raw(
            operation.Operator switch
            {
                SetOperator.Union => " UNION",
                SetOperator.Intersect => " INTERSECT",
                _ => " EXCEPT",
            }
        );
        _text.Raw(
            operation.Quantifier switch
            {
                SetQuantifier.All => " ALL",
                SetQuantifier.Distinct => " DISTINCT",
                _ => "",
            }
        );
        var corresponding = _text.Dialect.Family == DialectFamily.Trino;
        _text.Raw(
            !operation.ByName ? " "
            : corresponding ? " CORRESPONDING "
            : " BY NAME "
        );
        if (operation.NameColumns.Count > 0)
            _text.Raw(corresponding ? "" : "ON ").Parenthesised(operation.NameColumns, _text.Names.Write).Raw(' ');
        WriteSide(operation.Right, operation.Right is QueryBody.SetOperation right && Tight(right) > tight);
    }

    private void WriteSide(QueryBody side, bool mayStandBare)
    {
        if (side is QueryBody.SetOperation && !mayStandBare)
            WriteParenthesised(new Query(side));
        else
            WriteBody(side);
    }

    private int Tight(QueryBody.SetOperation operation) =>
        operation.Operator == SetOperator.Intersect && _text.Dialect.Grammar.IntersectFirst ? 1 : 0;

    private void WriteFrame(WindowFrame frame)
    {
        _text.Word(
            frame.Unit switch
            {
                FrameUnit.Rows => "ROWS ",
                FrameUnit.Range => "RANGE ",
                _ => "GROUPS ",
            }
        );
        if (frame.End is null)
        {
            WriteBound(frame.Start);
        }
        else
        {
            _text.Raw("BETWEEN ");
            WriteBound(frame.Start);
            _text.Raw(" AND ");
            WriteBound(frame.End);
        }
        _text.Raw(
            frame.Exclusion switch
            {
                FrameExclusion.None => "",
                FrameExclusion.CurrentRow => " EXCLUDE CURRENT ROW",
                FrameExclusion.Group => " EXCLUDE GROUP",
                FrameExclusion.Ties => " EXCLUDE TIES",
                _ => " EXCLUDE NO OTHERS",
            }
        );
    }

    private void WriteBound(FrameBound bound)
    {
        if (bound.Offset is not null)
        {
            _text.Expressions.WriteOperand(bound.Offset, Binding.Additive);
            if (bound.Kind == FrameBoundKind.Undirected)
                return;
            _text.Raw(' ');
        }
        _text.Raw(
            bound.Kind switch
            {
                FrameBoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
                FrameBoundKind.Preceding => "PRECEDING",
                FrameBoundKind.CurrentRow => "CURRENT ROW",
                FrameBoundKind.Following => "FOLLOWING",
                _ => "UNBOUNDED FOLLOWING",
            }
        );
    }
}
