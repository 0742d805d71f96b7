using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;
using Dataing.Sql.Tests.Parsing;
using FsCheck;
using FsCheck.Fluent;
using static Dataing.Sql.Syntax.Expression;

namespace Dataing.Sql.Tests.Properties;

/// <summary>Generates expressions: nodes of our own making, around values that the dialect's corpus holds, so that its own constructs stand everywhere too.</summary>
internal sealed class Expressions
{
    private static readonly string[] Texts =
    [
        "",
        "a",
        "it's",
        "\\",
        "\\'",
        "a\nb",
        "\"",
        "`",
        "--",
        "/*",
        "%",
        "é",
        "\0",
        "\r\n",
        "{x}",
        "$$",
        "?",
    ];

    private static readonly string[] Awkward =
    [
        "Mixed Case",
        "quo\"te",
        "tick`",
        "brack]et",
        "ünï",
        "select",
        "-",
        "1st",
        "a'b",
        "semi;",
        "\\",
    ];

    private readonly SqlDialect _dialect;
    private readonly Gen<Expression> _leaves;

    public Expressions(SqlDialect dialect)
    {
        _dialect = dialect;
        _leaves = Gen.OneOf(Columns, Numbers, Strings, Gen.Constant<Expression>(new Null()), Given(dialect));
    }

    public Gen<Expression> All => Gen.Sized(size => Of(Math.Min(size, 5)));

    public static Gen<Identifier> Names =>
        Gen.OneOf(
            Gen.Elements("a", "b", "total", "x1", "Zed", "_u").Select(n => new Identifier(n)),
            Gen.Elements(Awkward).Select(n => new Identifier(n, Quoted: true))
        );

    private Gen<Expression> Columns =>
        _dialect.Family == DialectFamily.Cassandra
            ? Names.Select(n => (Expression)new Column([n]))
            : Names.Zip(Names, (q, n) => (Expression)new Column([q, n]));

    private static Gen<Expression> Numbers => Gen.Elements("0", "1", "42", "1.5", "100000").Select(n => (Expression)new Number(n));

    private static Gen<Expression> Strings => Gen.Elements(Texts).Two().Select(t => (Expression)new Expression.String(t.Item1 + t.Item2));

    private Gen<Expression> Of(int depth)
    {
        if (depth <= 0)
            return _leaves;
        var part = Of(depth - 1);
        return _dialect.Family == DialectFamily.Cassandra
            ? Gen.OneOf(_leaves, part.Two().Select(p => (Expression)new Binary(p.Item1, BinaryOperator.Add, p.Item2)))
            : Gen.OneOf([_leaves, .. Operations(part), .. Predicates(part), .. Calls(part)]);
    }

    private Gen<Expression>[] Operations(Gen<Expression> part) =>
        [
            Gen.Elements([.. Operators]).SelectMany(o => part.Two(), (o, p) => (Expression)new Binary(p.Item1, o, p.Item2)),
            Gen.Elements(UnaryOperator.Minus, UnaryOperator.Plus, UnaryOperator.Not, UnaryOperator.BitNot)
                .Zip(part, (o, p) => (Expression)new Unary(o, p)),
            Gen.Elements(LogicalOperator.And, LogicalOperator.Or)
                .SelectMany(o => Gen.ListOf(part, 3), (o, p) => (Expression)new Logical(o, [.. p])),
        ];

    private static Gen<Expression>[] Predicates(Gen<Expression> part) =>
        [
            part.Two().Zip(part, (p, q) => (Expression)new Between(p.Item1, p.Item2, q)),
            part.Zip(Gen.ListOf(part, 2), (p, list) => (Expression)new InList(p, [.. list], Negated: true)),
            part.Two().Select(p => (Expression)new Like(p.Item1, LikeKind.Like, p.Item2)),
            part.Select(p => (Expression)new Is(p, IsTest.Null, Negated: true)),
        ];

    private static Gen<Expression>[] Calls(Gen<Expression> part) =>
        [
            part.Two()
                .Select(p =>
                    (Expression)
                        new FunctionCall(new ObjectName([new Identifier("COALESCE")]), [new Argument(p.Item1), new Argument(p.Item2)])
                ),
            part.Two().Select(p => (Expression)new Expression.Case(null, [new WhenClause(p.Item1, p.Item2)], null)),
            part.Two().Zip(part, (p, q) => (Expression)new Expression.Case(p.Item1, [new WhenClause(p.Item2, q)], q)),
            part.Two().Select(p => (Expression)new Expression.Tuple([p.Item1, p.Item2])),
        ];

    private IEnumerable<BinaryOperator> Operators =>
        [
            BinaryOperator.Add,
            BinaryOperator.Subtract,
            BinaryOperator.Multiply,
            BinaryOperator.Divide,
            BinaryOperator.Modulo,
            BinaryOperator.Equal,
            BinaryOperator.NotEqual,
            BinaryOperator.Less,
            BinaryOperator.GreaterOrEqual,
            .. _dialect.Grammar.PipesMeanOr || _dialect.Family == DialectFamily.SqlServer ? [] : (BinaryOperator[])[BinaryOperator.Concat],
        ];

    /// <summary>Values that stand in the corpus where any other value could: selected, compared, passed.</summary>
    private static Gen<Expression> Given(SqlDialect dialect)
    {
        var found = Corpus
            .ReadAll(dialect.Name)
            .SelectMany(sql => SqlTree.DescendantsAndSelf(Dataing.Sql.Parsing.SqlParser.Parse(sql, dialect)))
            .SelectMany(Values)
            .Where(e =>
                e is not (Star or DatePart or Expression.Columns or Lambda or Comprehension or Prior or PositionalColumn or Variable)
            )
            .Where(e => SqlTree.DescendantsAndSelf(e).Take(25).Count() < 25)
            .ToArray();
        return found.Length == 0 ? Gen.Constant<Expression>(new Null()) : Gen.Elements(found);
    }

    private static IEnumerable<Expression> Values(SqlNode node) =>
        node switch
        {
            SelectItem item => [item.Value],
            Binary { Operator: not (BinaryOperator.Overlaps or BinaryOperator.Arrow) } binary => [binary.Left, binary.Right],
            WhenClause clause => [clause.Result],
            Logical logical => logical.Terms,
            _ => [],
        };
}
