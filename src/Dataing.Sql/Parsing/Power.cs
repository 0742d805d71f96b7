using Dataing.Sql.Dialects;
using Dataing.Sql.Lexing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Parsing;

/// <summary>How tightly operators bind in each dialect: the larger, the tighter.</summary>
internal static class Power
{
    public const int Lambda = 5;
    public const int Ternary = 7;
    public const int Or = 10;
    public const int Xor = 15;
    public const int And = 20;
    public const int Not = 30;
    public const int Is = 35;
    public const int Comparison = 40;
    public const int Range = 45;
    public const int Other = 50;
    public const int Additive = 60;
    public const int Multiplicative = 70;
    public const int Exponent = 75;
    public const int Zone = 77;
    public const int Collate = 79;
    public const int Unary = 80;

    /// <summary>The power and meaning of an infix operator, or a power of 0 when the token is none.</summary>
    public static (int Power, BinaryOperator Operator) Of(TokenKind kind, SqlDialect dialect)
    {
        var style = dialect.Grammar.Precedence;
        return kind switch
        {
            TokenKind.Equal => (Comparison, BinaryOperator.Equal),
            TokenKind.NotEqual => (Comparison, BinaryOperator.NotEqual),
            TokenKind.Less => (Inequality(style), BinaryOperator.Less),
            TokenKind.LessOrEqual => (Inequality(style), BinaryOperator.LessOrEqual),
            TokenKind.Greater => (Inequality(style), BinaryOperator.Greater),
            TokenKind.GreaterOrEqual => (Inequality(style), BinaryOperator.GreaterOrEqual),
            TokenKind.NullSafeEqual => style == PrecedenceStyle.Postgres ? (0, default) : (Comparison, BinaryOperator.NullSafeEqual),
            TokenKind.Plus => (Additive, BinaryOperator.Add),
            TokenKind.Minus => (Additive, BinaryOperator.Subtract),
            TokenKind.Star => (Multiplicative, BinaryOperator.Multiply),
            TokenKind.Slash => (Multiplicative, BinaryOperator.Divide),
            TokenKind.DoubleSlash => dialect.Family == DialectFamily.DuckDb ? (Multiplicative, BinaryOperator.IntegerDivide) : (0, default),
            TokenKind.Percent => (Multiplicative, BinaryOperator.Modulo),
            TokenKind.DoubleStar => (Exponent, BinaryOperator.Power),
            TokenKind.Caret => Caret(dialect),
            TokenKind.DoublePipe => (Concat(dialect), BinaryOperator.Concat),
            TokenKind.Ampersand => (style == PrecedenceStyle.Standard ? 56 : BitAnd(style), BinaryOperator.BitAnd),
            TokenKind.Pipe => (BitOr(style), BinaryOperator.BitOr),
            TokenKind.ShiftLeft => (Shift(style), BinaryOperator.ShiftLeft),
            TokenKind.ShiftRight => (Shift(style), BinaryOperator.ShiftRight),
            TokenKind.Arrow => (Arrow(dialect), BinaryOperator.Arrow),
            TokenKind.ArrowText => (Arrow(dialect), BinaryOperator.ArrowText),
            TokenKind.PathArrow => (Other, BinaryOperator.PathArrow),
            TokenKind.PathArrowText => (Other, BinaryOperator.PathArrowText),
            TokenKind.Tilde => style == PrecedenceStyle.Postgres ? (Other, BinaryOperator.RegexMatch) : (0, default),
            TokenKind.TildeStar => (Other, BinaryOperator.RegexMatchIgnoreCase),
            TokenKind.BangTilde => (Other, BinaryOperator.NotRegexMatch),
            TokenKind.BangTildeStar => (Other, BinaryOperator.NotRegexMatchIgnoreCase),
            _ => (0, default),
        };
    }

    private static int Inequality(PrecedenceStyle style) => style == PrecedenceStyle.Sqlite ? Range : Comparison;

    private static int BitAnd(PrecedenceStyle style) =>
        style switch
        {
            PrecedenceStyle.MySql => 54,
            PrecedenceStyle.SqlServer => Additive,
            _ => Other,
        };

    private static int BitOr(PrecedenceStyle style) =>
        style switch
        {
            PrecedenceStyle.MySql => 52,
            PrecedenceStyle.SqlServer => Additive,
            PrecedenceStyle.Standard => 52,
            _ => Other,
        };

    private static int Shift(PrecedenceStyle style) =>
        style switch
        {
            PrecedenceStyle.MySql => 56,
            PrecedenceStyle.Standard => 58,
            _ => Other,
        };

    private static (int, BinaryOperator) Caret(SqlDialect dialect) =>
        dialect.Grammar.Caret switch
        {
            CaretMeaning.Power => (Exponent, BinaryOperator.Power),
            CaretMeaning.BitXor => (
                dialect.Grammar.Precedence switch
                {
                    PrecedenceStyle.MySql => Exponent,
                    PrecedenceStyle.SqlServer => Additive,
                    _ => 54,
                },
                BinaryOperator.BitXor
            ),
            _ => (0, default),
        };

    private static int Concat(SqlDialect dialect) =>
        dialect.Family switch
        {
            DialectFamily.Sqlite => Exponent,
            DialectFamily.BigQuery => Multiplicative,
            DialectFamily.Databricks => Additive,
            DialectFamily.Postgres or DialectFamily.Redshift or DialectFamily.DuckDb => Other,
            _ => 59,
        };

    private static int Arrow(SqlDialect dialect) =>
        dialect.Family switch
        {
            DialectFamily.Sqlite => Exponent,
            // DuckDB shares the token with lambdas, so it binds least of all.
            DialectFamily.DuckDb => Lambda,
            _ => Other,
        };
}
