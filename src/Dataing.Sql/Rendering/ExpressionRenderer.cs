using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Rendering;

internal sealed class ExpressionRenderer
{
    private readonly SqlText _text;
    private readonly PredicateRenderer _predicates;
    private readonly StructureRenderer _structures;
    private int _depth;

    public ExpressionRenderer(SqlText text)
    {
        _text = text;
        _predicates = new PredicateRenderer(text, this);
        _structures = new StructureRenderer(text, this);
    }

    public void Write(Expression expression)
    {
        // Between two looks at the stack lie few kilobytes of it, and the look leaves a hundred.
        if ((++_depth & 7) == 1)
            RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!WriteLiteral(expression) && !WriteOperation(expression) && !_predicates.Write(expression) && !_structures.Write(expression))
            throw new UnreachableException($"No text for {expression.GetType().Name}.");
        _depth--;
    }

    /// <summary>Writes an operand, in parentheses when it holds together less tightly than its place asks for.</summary>
    public void WriteOperand(Expression operand, Binding atLeast)
    {
        if (Bindings.Of(operand) < atLeast)
            WriteParenthesised(operand);
        else
            Write(operand);
    }

    /// <summary>Behind a sign: where operators are free to be made of several characters, one that is written next to it would be taken for its second half.</summary>
    private void WriteApart(Expression operand)
    {
        var at = _text.Length;
        WriteOperand(operand, Binding.Primary);
        _text.SeparateAt(at);
    }

    public void WriteParenthesised(Expression expression)
    {
        _text.Raw('(');
        Write(expression);
        _text.Raw(')');
    }

    private bool WriteLiteral(Expression expression)
    {
        switch (expression)
        {
            case Null:
                _text.Raw("NULL");
                return true;
            case Expression.Boolean boolean:
                _text.Literals.Write(boolean);
                return true;
            case Number number:
                _text.Raw(number.Text);
                return true;
            case Expression.String text:
                _text.Literals.WriteString(text.Value);
                return true;
            case Bytes bytes:
                _text.Literals.Write(bytes);
                return true;
            case Bits bits:
                _text.Raw("B'").Raw(bits.Digits).Raw('\'');
                return true;
            case Typed typed:
                _text.Types.Write(typed.Type);
                _text.Raw(' ');
                _text.Literals.WriteString(typed.Value);
                return true;
            case Introduced introduced:
                _text.Raw(introduced.Charset).Raw(' ');
                Write(introduced.Literal);
                return true;
            case Interval interval:
                _text.Literals.Write(interval);
                return true;
            case Parameter parameter:
                _text.Literals.Write(parameter);
                return true;
            case Variable variable:
                _text.Raw(variable.Name);
                return true;
            case Column column:
                _text.Names.Write(column.Parts);
                return true;
            case PositionalColumn positional:
                WritePositional(positional);
                return true;
            case XmlName name:
                _text.Raw("NAME ");
                _text.Names.WriteLabel(name.Name);
                return true;
            case DatePart part:
                _text.Raw(part.Unit);
                return true;
            default:
                return false;
        }
    }

    private bool WriteOperation(Expression expression)
    {
        switch (expression)
        {
            case Unary { Operator: UnaryOperator.Not } not:
                _text.Raw("NOT ");
                WriteOperand(not.Operand, Binding.Not);
                return true;
            case Unary unary:
                _text.Raw(
                    unary.Operator switch
                    {
                        UnaryOperator.Minus => '-',
                        UnaryOperator.Plus => '+',
                        _ => '~',
                    }
                );
                WriteApart(unary.Operand);
                return true;
            case Binary binary:
                WriteBinary(binary);
                return true;
            case CustomOperator custom:
                if (custom.Left is not null)
                {
                    WriteOperand(custom.Left, Binding.Unary);
                    _text.Raw(' ');
                }
                _text.Raw(custom.Operator).Raw(' ');
                if (custom.Operator == "MEMBER OF")
                    WriteParenthesised(custom.Right);
                else
                    WriteOperand(custom.Right, Binding.Unary);
                return true;
            case Logical logical:
                WriteLogical(logical);
                return true;
            case Collate collate:
                WriteOperand(collate.Value, Binding.Primary);
                _text.Raw(" COLLATE ");
                _text.Names.Write(collate.Collation);
                return true;
            case AtTimeZone at:
                WriteOperand(at.Value, Binding.Postfix);
                _text.Raw(at.Zone is null ? " AT LOCAL" : " AT TIME ZONE ");
                if (at.Zone is not null)
                    WriteOperand(at.Zone, Binding.Primary);
                return true;
            case Prior prior:
                _text.Raw(prior.Root ? "CONNECT_BY_ROOT " : "PRIOR ");
                WriteOperand(prior.Value, Binding.Unary);
                return true;
            default:
                return false;
        }
    }

    private void WritePositional(PositionalColumn positional)
    {
        if (positional.Qualifier is not null)
        {
            _text.Names.Write(positional.Qualifier);
            _text.Raw('.');
        }
        _text.Raw(_text.Dialect.Family == DialectFamily.DuckDb ? '#' : '$');
        _text.Raw(positional.Ordinal.ToString(CultureInfo.InvariantCulture));
    }

    private void WriteLogical(Logical logical)
    {
        var (word, atLeast) = logical.Operator switch
        {
            LogicalOperator.And => (" AND ", Binding.Not),
            LogicalOperator.Or => (" OR ", Binding.Xor),
            _ => (" XOR ", Binding.And),
        };
        for (var i = 0; i < logical.Terms.Count; i++)
        {
            if (i > 0)
                _text.Raw(word);
            WriteOperand(logical.Terms[i], atLeast);
        }
    }

    private void WriteBinary(Binary binary)
    {
        var binding = Bindings.Of(binary.Operator);
        var (left, right) = binding switch
        {
            Binding.Predicate => (Binding.Additive, Binding.Additive),
            Binding.Additive => (Binding.Additive, Binding.Multiplicative),
            Binding.Multiplicative => (Binding.Multiplicative, Binding.Unary),
            _ when binary.Operator == BinaryOperator.Power => (Binding.Postfix, Binding.Postfix),
            _ => (Binding.Unary, Binding.Unary),
        };
        // A chain of one operator leans to the left in every dialect, so its own left side needs no parentheses.
        if (
            binary.Left is Binary inner
            && inner.Operator == binary.Operator
            && binding == Binding.Other
            && binary.Operator != BinaryOperator.Power
        )
            Write(inner);
        else
            WriteOperand(binary.Left, left);
        _text.Raw(' ').Raw(Operators.TextOf(binary.Operator, _text.Dialect)).Raw(' ');
        // Between parentheses DuckDB would take this for the body of a lambda: its arrow binds least, so none are needed.
        if (
            binary.Operator == BinaryOperator.Arrow
            && _text.Dialect.Family == DialectFamily.DuckDb
            && binary.Left is Column or Expression.Tuple
        )
            right = Binding.Or;
        WriteOperand(binary.Right, right);
    }
}
