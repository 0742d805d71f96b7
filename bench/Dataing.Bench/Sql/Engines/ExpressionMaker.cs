using Dataing.Bench.Sql.Fuzzing;
using Dataing.Sql.Dialects;

namespace Dataing.Bench.Sql.Engines;

/// <summary>Random expressions of a kind, in what one engine understands.</summary>
internal sealed class ExpressionMaker(Spelling spell, Dice dice, Func<Scope, int, ValueKind, string> scalarQuery)
{
    private DialectFamily Family => spell.Family;

    public string Of(ValueKind kind, Scope scope, int depth) =>
        kind switch
        {
            ValueKind.Number => Number(scope, depth),
            ValueKind.Date => Date(scope, depth),
            _ => Text(scope, depth),
        };

    public string Number(Scope scope, int depth)
    {
        if (depth <= 0 || dice.OneIn(4))
            return Column(scope, ValueKind.Number) ?? spell.Number();
        return dice.Below(18) switch
        {
            0 or 1 or 2 => $"{Number(scope, depth - 1)}{spell.Gap}{dice.Of((string[])["+", "-", "*"])} {Number(scope, depth - 1)}",
            3 => $"({Number(scope, depth - 1)})",
            4 => $"-{Tight(Number(scope, depth - 1))}",
            5 => $"{spell.Word("COALESCE")}({Number(scope, depth - 1)}, {Number(scope, depth - 1)})",
            6 => $"{spell.Word("ABS")}({Number(scope, depth - 1)})",
            7 =>
                $"{spell.Word("CASE WHEN")}{spell.Gap}{Condition(scope, depth - 1)} THEN {Number(scope, depth - 1)} ELSE {Number(scope, depth - 1)} {spell.Word("END")}",
            8 => $"{spell.Word("CASE")} {Number(scope, depth - 1)} WHEN {Number(scope, depth - 1)} THEN {Number(scope, depth - 1)} END",
            9 => $"{spell.Word("NULLIF")}({Number(scope, depth - 1)}, {Number(scope, depth - 1)})",
            10 => $"{Tight(Number(scope, depth - 1))} % {dice.Below(5) + 2}",
            11 => $"{Tight(Number(scope, depth - 1))} / {spell.Word("NULLIF")}({Number(scope, depth - 1)}, 0)",
            12 => $"{spell.Word("LENGTH")}({Text(scope, depth - 1)})",
            13 => Cast($"({Number(scope, depth - 1)})", Family == DialectFamily.MySql ? "SIGNED" : "INTEGER"),
            14 => scalarQuery(scope, depth - 1, ValueKind.Number),
            15 when Family is DialectFamily.Postgres or DialectFamily.MySql or DialectFamily.DuckDb =>
                $"{spell.Word("EXTRACT")}({dice.Of((string[])["YEAR", "month", "DAY"])} FROM {Date(scope, depth - 1)})",
            16 => Bits(scope, depth),
            _ => $"{Tight(Number(scope, depth - 1))} - {Number(scope, depth - 1)}",
        };
    }

    public string Text(Scope scope, int depth)
    {
        if (depth <= 0 || dice.OneIn(4))
            return dice.OneIn(3) ? spell.Text() : Column(scope, ValueKind.Text) ?? spell.Text();
        return dice.Below(9) switch
        {
            0 => $"{spell.Word("UPPER")}({Text(scope, depth - 1)})",
            1 => Joined(scope, depth),
            2 => $"{spell.Word("REPLACE")}({Text(scope, depth - 1)}, {spell.Text()}, {spell.Text("x")})",
            3 => $"{spell.Word("COALESCE")}({Text(scope, depth - 1)}, {spell.Text()})",
            4 when Family is not DialectFamily.Sqlite => $"{spell.Word("SUBSTRING")}({Text(scope, depth - 1)} FROM 1 FOR 2)",
            5 => $"{spell.Word("TRIM")}({Text(scope, depth - 1)})",
            6 => $"{spell.Word("CASE WHEN")} {Condition(scope, depth - 1)} THEN {Text(scope, depth - 1)} ELSE {spell.Text()} END",
            7 => Cast(
                $"({Number(scope, depth - 1)})",
                Family == DialectFamily.MySql ? "CHAR"
                    : Family == DialectFamily.Sqlite ? "TEXT"
                    : "VARCHAR"
            ),
            _ => scalarQuery(scope, depth - 1, ValueKind.Text),
        };
    }

    public string Date(Scope scope, int depth)
    {
        var column = Column(scope, ValueKind.Date);
        var literal = $"'2026-0{1 + dice.Below(9)}-1{dice.Below(9)}'";
        return (Family, dice.Below(5)) switch
        {
            (DialectFamily.Sqlite, 0) => $"{spell.Word("DATE")}({column ?? literal}, {spell.Text("+1 day")})",
            (DialectFamily.Sqlite, _) => column ?? literal,
            (_, 0) => $"{spell.Word("DATE")} {literal}",
            (_, 1) => Cast(literal, "DATE"),
            (DialectFamily.MySql, 2) => $"{column ?? $"DATE {literal}"} + {spell.Word("INTERVAL")} {dice.Below(9)} DAY",
            (DialectFamily.Postgres, 2) => Cast(
                $"({column ?? $"DATE {literal}"} + {spell.Word("INTERVAL")} '{dice.Below(9)} days')",
                "DATE"
            ),
            (DialectFamily.DuckDb, 2) => Cast($"({column ?? $"DATE {literal}"} + {spell.Word("INTERVAL")} {dice.Below(9)} DAY)", "DATE"),
            _ => column ?? $"DATE {literal}",
        };
    }

    public string Condition(Scope scope, int depth)
    {
        if (depth <= 0)
            return $"{Number(scope, 0)} {Comparison()} {Number(scope, 0)}";
        return dice.Below(17) switch
        {
            0 or 1 => $"{Condition(scope, depth - 1)}{spell.Gap}{spell.Word("AND")} {Condition(scope, depth - 1)}",
            2 or 3 => $"({Condition(scope, depth - 1)}{spell.Gap}{spell.Word("OR")} {Condition(scope, depth - 1)})",
            4 => $"{spell.Word("NOT")}{spell.Gap}{Condition(scope, depth - 1)}",
            5 => $"{Number(scope, depth - 1)} {spell.Word("BETWEEN")} {Number(scope, 0)} AND {Number(scope, 0)}",
            6 =>
                $"{Number(scope, depth - 1)} {Not()}{spell.Word("IN")} ({Number(scope, 0)}, {Number(scope, 0)},{spell.Gap}{Number(scope, 0)})",
            7 =>
                $"{Text(scope, depth - 1)} {Not()}{spell.Word("LIKE")} {spell.Text(dice.Of((string[])["%a%", "_e%", "100\\%", "p%", "%'%", "\\\\"]))}{Escape()}",
            8 => $"{Text(scope, depth - 1)} {spell.Word("IS")}{spell.Gap}{Not()}NULL",
            9 => $"{Date(scope, depth - 1)} {Comparison()} {Date(scope, depth - 1)}",
            10 => $"{Number(scope, 0)} {Not()}{spell.Word("IN")} {scalarQuery(scope, depth - 1, ValueKind.Number)}",
            11 => $"{Not()}{spell.Word("EXISTS")} {scalarQuery(scope, depth - 1, ValueKind.Number)}",
            12 => Distinct(scope, depth),
            13 => $"{Text(scope, depth - 1)} {Comparison()} {Text(scope, depth - 1)}",
            14 => $"({Number(scope, 0)}, {Number(scope, 0)}) = ({Number(scope, 0)}, {Number(scope, 0)})",
            15 => $"({Condition(scope, depth - 1)}) {spell.Word("IS")} {Not()}{dice.Of((string[])["TRUE", "FALSE"])}",
            _ => $"{Number(scope, depth - 1)} {Comparison()} {Number(scope, depth - 1)}",
        };
    }

    public string Cast(string value, string type) =>
        Family is DialectFamily.Postgres or DialectFamily.DuckDb && dice.OneIn(3)
            ? $"{value}::{type.ToLowerInvariant()}"
            : $"{spell.Word("CAST")}({value}{spell.Gap}AS {type})";

    private string Bits(Scope scope, int depth)
    {
        var (left, right) = (
            Cast($"({Number(scope, depth - 1)})", Family == DialectFamily.MySql ? "SIGNED" : "INTEGER"),
            $"{dice.Below(7)}"
        );
        return dice.Below(5) switch
        {
            0 => $"{left} & {right} + 1",
            1 => $"{left} | {right}",
            2 => $"1 + {left} & {right}",
            3 => $"~{left}",
            _ => Family switch
            {
                DialectFamily.Postgres => $"{left} # {right}",
                DialectFamily.MySql => $"{left} ^ {right} * 2",
                _ => $"{left} | {right} & 3",
            },
        };
    }

    private string Joined(Scope scope, int depth) =>
        Family == DialectFamily.MySql
            ? $"{spell.Word("CONCAT")}({Text(scope, depth - 1)}, {Text(scope, depth - 1)})"
            : $"{Text(scope, depth - 1)} || {Text(scope, depth - 1)}";

    private string Distinct(Scope scope, int depth)
    {
        var (left, right) = (Number(scope, depth - 1), Number(scope, depth - 1));
        return Family switch
        {
            DialectFamily.MySql => $"{left} <=> {right}",
            DialectFamily.Sqlite when dice.OneIn(2) => $"{left} {spell.Word("IS")} {Not()}{right}",
            _ => $"{left} {spell.Word("IS")} {Not()}{spell.Word("DISTINCT FROM")} {right}",
        };
    }

    private string Escape() => dice.OneIn(4) ? $" {spell.Word("ESCAPE")} {spell.Text("!")}" : "";

    private string Not() => dice.OneIn(4) ? spell.Word("NOT") + " " : "";

    private string Comparison() => dice.Of((string[])["=", "<>", "!=", "<", "<=", ">", ">="]);

    private string? Column(Scope scope, ValueKind kind) => scope.Of(kind) is { Count: > 0 } columns ? dice.Of(columns).Text : null;

    private static string Tight(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') ? value : $"({value})";
}
