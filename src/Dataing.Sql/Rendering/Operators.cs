using System.Diagnostics;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

/// <summary>The text of operators.</summary>
internal static class Operators
{
    public static string TextOf(BinaryOperator binary, SqlDialect dialect) =>
        binary switch
        {
            BinaryOperator.Add => "+",
            BinaryOperator.Subtract => "-",
            BinaryOperator.Multiply => "*",
            BinaryOperator.Divide => "/",
            BinaryOperator.IntegerDivide => dialect.Family == DialectFamily.DuckDb ? "//"
            : dialect.Grammar.Has(Feature.DivWord) ? "DIV"
            : throw Cannot(dialect, "for whole division; call FLOOR or TRUNC"),
            BinaryOperator.Modulo => "%",
            BinaryOperator.Power => dialect.Grammar.Caret == CaretMeaning.Power ? "^" : throw Cannot(dialect, "^ for powers; call POWER"),
            BinaryOperator.Concat => dialect.Grammar.PipesMeanOr ? throw Cannot(dialect, "|| for joining text; call CONCAT") : "||",
            BinaryOperator.Equal => "=",
            BinaryOperator.NotEqual => "<>",
            BinaryOperator.Less => "<",
            BinaryOperator.LessOrEqual => "<=",
            BinaryOperator.Greater => ">",
            BinaryOperator.GreaterOrEqual => ">=",
            BinaryOperator.NullSafeEqual => "<=>",
            BinaryOperator.BitAnd => "&",
            BinaryOperator.BitOr => "|",
            BinaryOperator.BitXor => dialect.Grammar.Caret == CaretMeaning.BitXor ? "^"
            : dialect.Family is DialectFamily.Postgres or DialectFamily.Redshift ? "#"
            : throw Cannot(dialect, "for exclusive or of bits; call its function"),
            BinaryOperator.ShiftLeft => "<<",
            BinaryOperator.ShiftRight => ">>",
            BinaryOperator.Arrow => "->",
            BinaryOperator.ArrowText => "->>",
            BinaryOperator.PathArrow => "#>",
            BinaryOperator.PathArrowText => "#>>",
            BinaryOperator.Overlaps => "OVERLAPS",
            BinaryOperator.RegexMatch => "~",
            BinaryOperator.RegexMatchIgnoreCase => "~*",
            BinaryOperator.NotRegexMatch => "!~",
            BinaryOperator.NotRegexMatchIgnoreCase => "!~*",
            _ => throw new UnreachableException(binary.ToString()),
        };

    private static UntranslatableException Cannot(SqlDialect dialect, string what) => new($"{dialect.Name} has no operator {what}.");
}
