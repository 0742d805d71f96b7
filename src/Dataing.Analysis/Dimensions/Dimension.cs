using System.Globalization;
using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Dimensions;

/// <summary>One way to cut the rows: a column's values, or ranges of a number; of the table itself or of a parent it refers to.</summary>
internal sealed record Dimension
{
    /// <summary>Stands for all values that are not kept.</summary>
    public const string Other = "(other)";

    public required ColumnSchema Column { get; init; }

    /// <summary>The rows it is read from: the watched ones, or a joined parent.</summary>
    public string Source { get; init; } = Ask.Rows;

    /// <summary>The parent table it comes from; null for the watched table.</summary>
    public ParentJoin? Parent { get; init; }

    /// <summary>Upper bounds of the ranges of a number, ascending; empty for values.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    /// <summary>The values kept one by one; empty: all.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>The part of the value that is looked at; null for the value itself.</summary>
    public Facet? Facet { get; init; }

    /// <summary>True when the column names a load, so that its values come and go by themselves.</summary>
    public bool IsBatch { get; init; }

    public string Name => Facet?.Name(ColumnName) ?? ColumnName;

    /// <summary>True when it is no column of the table itself: a parent's, or a part of a value.</summary>
    public bool IsDerived => Parent is not null || Facet is not null;

    /// <summary>Values that stand side by side mean things that do.</summary>
    public bool IsOrdered => IsRange || Facet is { Ordered: true } || Facet is null && Column.Type == LogicalType.Integer;

    private string ColumnName => Parent is null ? Column.Name : $"{Parent.Reference.Parent.Name.Name}.{Column.Name}";

    public bool IsRange => Bounds.Count > 0;

    public Expression Value => Term.Column(Source, Column.Name);

    /// <summary>The cell of the dimension as text.</summary>
    public Expression Key
    {
        get
        {
            if (IsRange)
                return Term.Case()
                    .When([
                        (Value.IsNull(), Term.Null.ToText()),
                        .. Bounds.Select((b, i) => (Value.LessThan(Term.Number(b)), (Expression)Term.Text(Code(i)))),
                    ])
                    .Else(Term.Text(Code(Bounds.Count)));
            if (Facet is { } facet)
                return facet.Of(Value).ToText();
            var text = Column.Type == LogicalType.String ? Value : Value.ToText();
            return Kept.Count == 0
                ? text
                : Term.Case().When(Term.Any(text.In(Kept.Select(Term.Text)), Value.IsNull()), text).Else(Term.Text(Other));
        }
    }

    /// <summary>The condition that some of the values hold, as SQL.</summary>
    public Expression Condition(IReadOnlyList<string?> values, SqlDialect dialect)
    {
        if (IsRange)
            return RangeCondition(values);
        var parts = new List<Expression>();
        var filled = values.OfType<string>().Where(v => v != Other).ToList();
        if (filled.Count > 0)
            parts.Add(
                filled.Count == 1 ? Comparable.EqualTo(Literal(filled[0], dialect)) : Comparable.In(filled.Select(v => Literal(v, dialect)))
            );
        if (values.Contains(null))
            parts.Add(Value.IsNull());
        if (values.Contains(Other))
            parts.Add(Comparable.NotIn(Kept.Select(v => Literal(v, dialect))));
        return parts.Count == 1 ? parts[0] : Term.Any([.. parts]);
    }

    /// <summary>The same in a finding's form; a range with two ends takes two conditions, for the upper end is not part of it.</summary>
    public IReadOnlyList<ScopeCondition> Conditions(IReadOnlyList<string?> values) =>
        IsRange && Ends(values) is ({ } low, { } high, false)
            ? [new ScopeCondition(Name, ">=", low), new ScopeCondition(Name, "<", high)]
            : [Described(values)];

    /// <summary>The dimension with one range of its own, and that range's value.</summary>
    public (Dimension Dimension, IReadOnlyList<string?> Values) Between(double? low, double? high) =>
        (low, high) switch
        {
            ({ } from, { } to) => (this with { Bounds = [from, to] }, [Code(1)]),
            ({ } from, null) => (this with { Bounds = [from] }, [Code(1)]),
            (null, { } to) => (this with { Bounds = [to] }, [Code(0)]),
            _ => throw new ArgumentException("A range has at least one end.", nameof(low)),
        };

    /// <summary>The lower end, the upper end that is not part of it, and whether NULL belongs to it.</summary>
    public (double? Low, double? High, bool Null) Ends(IReadOnlyList<string?> values)
    {
        var bins = values.OfType<string>().Select(v => int.Parse(v, CultureInfo.InvariantCulture)).Order().ToList();
        if (bins.Count == 0)
            return (null, null, true);
        return (bins[0] > 0 ? Bounds[bins[0] - 1] : null, bins[^1] < Bounds.Count ? Bounds[bins[^1]] : null, values.Contains(null));
    }

    /// <summary>The same condition in a finding's form.</summary>
    public ScopeCondition Described(IReadOnlyList<string?> values)
    {
        if (IsRange)
            return DescribedRange(values);
        if (values is [null])
            return new ScopeCondition(ColumnName, "is_null", null);
        if (Facet is Facet.Prefix && values is [{ } prefix] && !prefix.AsSpan().ContainsAny("%_\\"))
            return new ScopeCondition(ColumnName, "like", prefix + "%");
        if (Facet is Facet.Character { Position: var position } && values is [{ Length: 1 } code] && !code.AsSpan().ContainsAny("%_\\"))
            return new ScopeCondition(ColumnName, "like", $"{new string('_', position - 1)}{code}%");
        if (Facet is Facet.Suffix && values is [{ } suffix] && !suffix.AsSpan().ContainsAny("%_\\"))
            return new ScopeCondition(ColumnName, "like", "%" + suffix);
        if (values is [{ } one] && one != Other)
            return new ScopeCondition(Name, "=", Typed(one));
        return new ScopeCondition(Name, "in", values.Select(v => v is null ? null : Typed(v)).ToArray());
    }

    /// <summary>The value in the column's own type.</summary>
    public object Typed(string value) =>
        Facet is { } facet
            ? facet.Typed(value)
            : Column.Type switch
            {
                LogicalType.Integer when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                    whole,
                LogicalType.Float
                or LogicalType.Decimal when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                    number,
                LogicalType.Boolean => value is "true" or "1" or "t" or "True" or "TRUE",
                _ => value,
            };

    public static string Code(int bin) => bin.ToString("00", CultureInfo.InvariantCulture);

    private Expression Comparable =>
        Facet is { } facet ? facet.Of(Value)
        : Column.Type is LogicalType.Integer or LogicalType.Float or LogicalType.Decimal or LogicalType.Boolean or LogicalType.String
            ? Value
        : Value.ToText();

    private Expression Literal(string value, SqlDialect dialect) =>
        Facet is { } facet
            ? facet.Literal(value)
            : Typed(value) switch
            {
                long whole => Term.Number(whole),
                double number => Term.Number(number),
                bool flag when dialect.Family == DialectFamily.Sqlite => flag ? Term.One : Term.Zero,
                bool flag => new Expression.Boolean(flag),
                var other => Term.Text(other.ToString() ?? ""),
            };

    private Expression RangeCondition(IReadOnlyList<string?> values)
    {
        var (low, high, orNull) = Ends(values);
        var inside = Term.AllOf(low is { } l ? Value.AtLeast(Term.Number(l)) : null, high is { } h ? Value.LessThan(Term.Number(h)) : null);
        if (inside is null)
            return orNull && values.Count == 1 ? Value.IsNull() : Value.IsNotNull();
        return orNull ? Term.Any(inside, Value.IsNull()) : inside;
    }

    private ScopeCondition DescribedRange(IReadOnlyList<string?> values) =>
        Ends(values) switch
        {
            ({ } low, { } high, _) => new ScopeCondition(Name, "between", new object[] { low, high }),
            ({ } low, null, _) => new ScopeCondition(Name, ">=", low),
            (null, { } high, _) => new ScopeCondition(Name, "<", high),
            _ => new ScopeCondition(Name, values is [null] ? "is_null" : "is_not_null", null),
        };
}
