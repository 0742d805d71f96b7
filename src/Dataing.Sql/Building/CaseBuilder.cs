using Dataing.Sql.Syntax;

namespace Dataing.Sql.Building;

/// <summary>CASE under construction: <c>Term.Case().When(condition, value).Else(value)</c>.</summary>
public sealed class CaseBuilder
{
    private readonly Expression? _operand;
    private readonly SqlList<WhenClause> _whens;

    internal CaseBuilder(Expression? operand, SqlList<WhenClause> whens)
    {
        _operand = operand;
        _whens = whens;
    }

    public CaseBuilder When(Expression condition, Expression result) => new(_operand, [.. _whens, new WhenClause(condition, result)]);

    public CaseBuilder When(IEnumerable<(Expression Condition, Expression Result)> clauses) =>
        new(_operand, [.. _whens, .. clauses.Select(c => new WhenClause(c.Condition, c.Result))]);

    public Expression Else(Expression result) => new Expression.Case(_operand, _whens, result);

    /// <summary>Without ELSE the value is NULL where no condition holds.</summary>
    public Expression End() => new Expression.Case(_operand, _whens, null);
}
