using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Functions that move a moment: DATE_SUB(d, INTERVAL 30 DAY), DATEADD(day, -30, d), addDays(d, 30), date_add('day', 30, d).</summary>
internal static class DateShift
{
    public static Constant? Of(string name, SqlList<Argument> arguments)
    {
        var isBack = name.Contains("sub", StringComparison.Ordinal);
        var isForth = name.Contains("add", StringComparison.Ordinal);
        if (!isBack && !isForth)
            return null;
        Constant? moment = null;
        double seconds = 0;
        var unit = UnitOf(name);
        foreach (var argument in arguments)
        {
            if (argument.Value is Expression.DatePart part)
                unit = Constants.SecondsOf(part.Unit);
            else if (argument.Value is Expression.String { Value.Length: < 12 } text && Constants.Of(text) is null)
                unit = Constants.SecondsOf(text.Value);
            else if (argument.Value is Expression.Column { Parts: [var word] })
                unit = Constants.SecondsOf(word.Text);
            else if (Constants.Of(argument.Value) is not { } value)
                return null;
            else if (value.IsTime)
                moment = value;
            else
                seconds = value.Kind == ConstantKind.Span ? value.Value : value.Value * unit;
        }
        return moment is { } found ? found with { Value = found.Value + (isBack ? -seconds : seconds) } : null;
    }

    private static double UnitOf(string name)
    {
        foreach (var unit in new[] { "year", "quarter", "month", "week", "hour", "minute", "second" })
        {
            if (name.Contains(unit, StringComparison.Ordinal))
                return Constants.SecondsOf(unit);
        }
        return 86_400;
    }
}
