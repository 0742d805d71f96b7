using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Rendering;

/// <summary>Stars, casts, CASE, arrays, structs, paths: everything that is one piece.</summary>
internal sealed class StructureRenderer(SqlText text, ExpressionRenderer expressions)
{
    private readonly StarRenderer _stars = new(text, expressions);

    public bool Write(Expression expression)
    {
        switch (expression)
        {
            case Star star:
                _stars.Write(star);
                return true;
            case Expression.Columns columns:
                _stars.Write(columns);
                return true;
            case Case conditional:
                WriteCase(conditional);
                return true;
            case Subquery query:
                text.Queries.WriteParenthesised(query.Query);
                return true;
            case ArrayQuery query:
                text.Raw("ARRAY");
                text.Queries.WriteParenthesised(query.Query);
                return true;
            case Expression.Array array:
                WriteArray(array);
                return true;
            case Struct structure:
                WriteStruct(structure);
                return true;
            case Map map:
                text.Raw(text.Dialect.Family == DialectFamily.DuckDb ? "MAP {" : "{");
                text.List(map.Entries, WriteEntry);
                text.Raw('}');
                return true;
            case Expression.Tuple tuple:
                text.Raw(
                    tuple.Items.Count < 2
                        ? text.Dialect.Family == DialectFamily.ClickHouse
                            ? "tuple"
                            : "ROW"
                        : ""
                );
                text.Parenthesised(tuple.Items, expressions.Write);
                return true;
            case Aliased aliased:
                text.Raw('(');
                expressions.Write(aliased.Value);
                text.Raw(" AS ");
                text.Names.WriteLabel(aliased.Name);
                text.Raw(')');
                return true;
            case Let let:
                text.Raw("WITH(");
                foreach (var value in let.Values)
                {
                    if (value.Alias is { } name)
                        text.Names.WriteLabel(name);
                    text.Raw(" AS ");
                    expressions.Write(value.Value);
                    text.Raw(", ");
                }
                expressions.Write(let.Result);
                text.Raw(')');
                return true;
            case SubColumn part:
                WriteSubColumn(part);
                return true;
            case SetLiteral set:
                text.Raw('{').List(set.Items, expressions.Write).Raw('}');
                return true;
            case TypeName type:
                text.Types.Write(type.Type);
                return true;
            case OuterColumn outer:
                expressions.Write(outer.Inner);
                text.Raw("(+)");
                return true;
            case StaticCall call:
                text.Names.Write(call.Type);
                text.Raw("::");
                text.Calls.WriteCall(call.Call);
                return true;
            case MethodCall call:
                expressions.WriteOperand(call.Value, Binding.Primary);
                text.Raw('.');
                text.Calls.WriteCall(call.Call);
                return true;
            case Lambda lambda:
                WriteLambda(lambda);
                return true;
            case Comprehension comprehension:
                WriteComprehension(comprehension);
                return true;
            case Subscript or Slice or FieldAccess or FieldStar or JsonPath:
                WriteAccess(expression);
                return true;
            default:
                return text.Calls.Write(expression);
        }
    }

    private void WriteSubColumn(SubColumn part)
    {
        WriteBase(part.Value, columnIsEnough: true);
        text.Raw(
            part.Kind switch
            {
                SubColumnKind.Object => ".^",
                SubColumnKind.OfType => ".:",
                _ => "[]",
            }
        );
        if (part.Name is not null)
            text.Names.WriteLabel(part.Name);
    }

    private void WriteCase(Case conditional)
    {
        text.Raw("CASE");
        if (conditional.Operand is not null)
        {
            text.Raw(' ');
            expressions.Write(conditional.Operand);
        }
        foreach (var when in conditional.Whens)
        {
            text.Raw(" WHEN ");
            expressions.Write(when.Condition);
            text.Raw(" THEN ");
            expressions.Write(when.Result);
        }
        if (conditional.Else is not null)
        {
            text.Raw(" ELSE ");
            expressions.Write(conditional.Else);
        }
        text.Raw(" END");
    }

    private void WriteArray(Expression.Array array)
    {
        if (array.ElementType is not null)
        {
            text.Raw("ARRAY<");
            text.Types.Write(array.ElementType);
            text.Raw('>');
        }
        else if (text.Dialect.Family is DialectFamily.Postgres or DialectFamily.Trino)
        {
            text.Raw("ARRAY");
        }
        if (text.Dialect.Family is DialectFamily.Redshift or DialectFamily.Databricks)
        {
            text.Raw("ARRAY").Parenthesised(array.Elements, expressions.Write);
            return;
        }
        text.Raw('[').List(array.Elements, expressions.Write).Raw(']');
    }

    private void WriteStruct(Struct structure)
    {
        if (text.Dialect.Family is DialectFamily.DuckDb or DialectFamily.Snowflake)
        {
            text.Raw('{').List(structure.Fields, WriteKeyed).Raw('}');
            return;
        }
        text.Raw(text.Dialect.Family == DialectFamily.Trino ? "ROW" : "STRUCT");
        if (structure.Type is DataType.Struct type)
        {
            text.Raw('<');
            text.List(
                type.Fields,
                f =>
                {
                    if (f.Name is not null)
                    {
                        text.Names.Write(f.Name);
                        text.Raw(' ');
                    }
                    text.Types.Write(f.Type);
                }
            );
            text.Raw('>');
        }
        text.Parenthesised(structure.Fields, text.Queries.WriteItem);
    }

    private void WriteKeyed(SelectItem field)
    {
        text.Literals.WriteString(field.Alias?.Text ?? throw text.Cannot("a struct with a field that has no name"));
        text.Raw(": ");
        expressions.Write(field.Value);
    }

    private void WriteEntry(MapEntry entry)
    {
        expressions.Write(entry.Key);
        text.Raw(": ");
        expressions.Write(entry.Value);
    }

    private void WriteLambda(Lambda lambda)
    {
        var duck = text.Dialect.Family == DialectFamily.DuckDb;
        text.Raw(duck ? "LAMBDA " : "");
        if (lambda.Types.Count > 0)
            WriteTypedParameters(lambda);
        else if (lambda.Parameters.Count == 1 || duck)
            text.List(lambda.Parameters, text.Names.Write);
        else
            text.Parenthesised(lambda.Parameters, text.Names.Write);
        text.Raw(duck ? ": " : " -> ");
        expressions.Write(lambda.Body);
    }

    private void WriteTypedParameters(Lambda lambda)
    {
        text.Raw('(');
        for (var i = 0; i < lambda.Parameters.Count; i++)
        {
            text.Raw(i > 0 ? ", " : "");
            text.Names.Write(lambda.Parameters[i]);
            if (text.Dialect.Family != DialectFamily.Snowflake || i >= lambda.Types.Count)
                continue;
            text.Raw(' ');
            text.Types.Write(lambda.Types[i]);
        }
        text.Raw(')');
    }

    private void WriteComprehension(Comprehension comprehension)
    {
        text.Raw('[');
        expressions.Write(comprehension.Result);
        text.Raw(" FOR ").List(comprehension.Variables, text.Names.Write).Raw(" IN ");
        expressions.Write(comprehension.List);
        if (comprehension.Condition is not null)
        {
            text.Raw(" IF ");
            expressions.Write(comprehension.Condition);
        }
        text.Raw(']');
    }

    private void WriteAccess(Expression access)
    {
        switch (access)
        {
            case Subscript subscript:
                WriteBase(subscript.Value, columnIsEnough: true);
                text.Raw('[');
                expressions.Write(subscript.Index);
                text.Raw(']');
                break;
            case Slice slice:
                WriteBase(slice.Value, columnIsEnough: true);
                text.Raw('[');
                WriteBounds(slice);
                text.Raw(']');
                break;
            case FieldAccess field:
                WriteBase(field.Value, columnIsEnough: false);
                text.Raw('.');
                text.Names.WriteLabel(field.Field);
                break;
            case FieldStar star:
                WriteBase(star.Value, columnIsEnough: false);
                text.Raw(".*");
                _stars.WriteModifiers(star);
                break;
            case JsonPath path:
                WritePath(path);
                break;
        }
    }

    private void WriteBounds(Slice slice)
    {
        if (slice.Low is not null)
            expressions.WriteOperand(slice.Low, Binding.Additive);
        text.Raw(text.Dialect.Family == DialectFamily.Cassandra ? " .. " : ":");
        if (slice.High is not null)
            expressions.WriteOperand(slice.High, Binding.Additive);
        else if (slice.Step is not null)
            text.Raw('-');
        if (slice.Step is null)
            return;
        text.Raw(':');
        expressions.WriteOperand(slice.Step, Binding.Additive);
    }

    private void WriteBase(Expression value, bool columnIsEnough)
    {
        if (value is Subscript or Slice or FieldAccess or JsonPath or SubColumn || (columnIsEnough && value is Column or PositionalColumn))
            expressions.Write(value);
        else
            expressions.WriteParenthesised(value);
    }

    private void WritePath(JsonPath path)
    {
        expressions.WriteOperand(path.Value, Binding.Primary);
        text.Raw(':');
        for (var i = 0; i < path.Steps.Count; i++)
        {
            var step = path.Steps[i];
            if (step.Field is not null)
            {
                text.Raw(i > 0 ? "." : "");
                text.Names.WriteLabel(step.Field);
            }
            else if (step.Index is not null)
            {
                text.Raw('[');
                expressions.Write(step.Index);
                text.Raw(']');
            }
        }
    }
}
