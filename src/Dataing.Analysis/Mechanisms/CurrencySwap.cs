using Dataing.Analysis.Cases;
using Dataing.Analysis.Queries;
using Dataing.Analysis.Wording;
using Dataing.Core.Findings;
using Dataing.Sql.Building;

namespace Dataing.Analysis.Mechanisms;

/// <summary>Amounts are in another currency than the row says.</summary>
internal sealed class CurrencySwap : IMechanism
{
    private const double WellExplained = 0.8;

    /// <summary>Rounded US dollars per unit; only ratios matter, and only roughly.</summary>
    private static readonly Dictionary<string, double> Dollars = new(StringComparer.OrdinalIgnoreCase)
    {
        ["USD"] = 1,
        ["EUR"] = 1.09,
        ["GBP"] = 1.27,
        ["JPY"] = 0.0067,
        ["CHF"] = 1.13,
        ["SEK"] = 0.096,
        ["NOK"] = 0.093,
        ["DKK"] = 0.146,
        ["PLN"] = 0.25,
        ["CZK"] = 0.043,
        ["HUF"] = 0.0027,
        ["RON"] = 0.22,
        ["TRY"] = 0.03,
        ["RUB"] = 0.011,
        ["UAH"] = 0.025,
        ["CAD"] = 0.73,
        ["AUD"] = 0.66,
        ["NZD"] = 0.6,
        ["CNY"] = 0.14,
        ["HKD"] = 0.128,
        ["TWD"] = 0.031,
        ["KRW"] = 0.00073,
        ["SGD"] = 0.74,
        ["MYR"] = 0.22,
        ["THB"] = 0.028,
        ["IDR"] = 0.000063,
        ["PHP"] = 0.0175,
        ["VND"] = 0.00004,
        ["INR"] = 0.012,
        ["PKR"] = 0.0036,
        ["BDT"] = 0.0085,
        ["AED"] = 0.272,
        ["SAR"] = 0.267,
        ["ILS"] = 0.27,
        ["EGP"] = 0.021,
        ["ZAR"] = 0.054,
        ["NGN"] = 0.00065,
        ["KES"] = 0.0077,
        ["GHS"] = 0.067,
        ["BRL"] = 0.19,
        ["MXN"] = 0.055,
        ["ARS"] = 0.0011,
        ["CLP"] = 0.0011,
        ["COP"] = 0.00025,
        ["PEN"] = 0.268,
        ["UYU"] = 0.025,
        ["HRK"] = 0.144,
        ["BGN"] = 0.56,
        ["ISK"] = 0.0072,
        ["RSD"] = 0.0093,
        ["MAD"] = 0.1,
        ["KZT"] = 0.0021,
        ["QAR"] = 0.275,
        ["KWD"] = 3.25,
        ["LKR"] = 0.0033,
        ["CRC"] = 0.0019,
        ["DOP"] = 0.017,
    };

    public string Id => "currency_swap";

    public HypothesisCategory Category => HypothesisCategory.DataQuality;

    public double Plausibility(Incident incident) =>
        ValueFault.Plausibility(incident) > 0 && CodeColumn(incident) is not null
            ? CodeInSegment(incident) is not null
                ? 0.85
                : 0.4
            : 0;

    public Suspicion Describe(Incident incident) =>
        new(
            $"{incident.Subject()} is in another currency than the row says",
            $"The table carries a currency, and the {incident.Metric.Name} moved.",
            "If true, the rows of one currency move by an exchange rate at every rank while the code stays; if false, several currencies move, or by a factor that is no rate."
        );

    public async Task<Judgement> TestAsync(Incident incident, Anatomies closer, string asker, CancellationToken cancellationToken)
    {
        if ((CodeInSegment(incident) ?? await CodeOfRowsAsync(incident, asker, cancellationToken)) is not { } code)
            return Judgement.No("The accused rows are not those of one currency.");
        if (await closer.NumbersAsync(asker, cancellationToken) is not { } numbers)
            return Judgement.Unclear("The distribution could not be read.");
        if (ValueFault.Collapsed(numbers))
            return Judgement.No($"The {ValueFault.Shown(incident, numbers)}, and nearly all values are alike now.");
        var fit = NumberFit.Best(numbers);
        var shown =
            $"{ValueFault.Shown(incident, numbers)}: × {Figures.Number(fit.Factor)} fits best and explains {Figures.Percent(fit.Explained)} of the difference";
        if (fit.Factor <= 0 || fit.Explained < 0.5)
            return Judgement.No($"The {shown}.");
        var others = Dollars
            .Where(d => d.Key != code && Dollars.ContainsKey(code))
            .Select(d => (d.Key, Off: Math.Abs(Math.Log(fit.Factor / (Dollars[code] / d.Value)))))
            .OrderBy(d => d.Off)
            .ToList();
        // Rates move and few rows know their factor roughly: the money of the rows' own country, and that which the table holds, is believed from
        // further off. There are so many other currencies that one of them always lies near.
        var near = Math.Max(0.12, 2 * ValueFault.Tolerance(numbers));
        var held = Held(incident);
        var own = others
            .Where(d => d.Off < near && (held.Contains(d.Key) || IsOfSegment(incident, d.Key)))
            .OrderByDescending(d => IsOfSegment(incident, d.Key))
            .ToList();
        var other = own.Concat(others).FirstOrDefault();
        var rate = other.Key is not null && (own.Count > 0 || other.Off < 0.06);
        // Rows of one currency are not written by the dozen or in minutes: among units only a power of ten rivals a rate.
        var decimals = await ValueFault.DecimalsAsync(incident, closer, fit.Factor, asker, cancellationToken);
        var isUnit = ValueFault.Unit(fit.Factor, numbers, decimals) is not null;
        var power = ValueFault.PowerOfTen(fit.Factor, numbers, decimals);
        if (own.Count == 0 && isUnit && (power is not null || !rate))
            return Judgement.No($"The {shown}, a factor between units.");
        // So many rates are known of so many currencies that a factor which is none of them speaks against a swap.
        if (!rate && Dollars.ContainsKey(code))
            return Judgement.No($"The {shown}, which is the rate of {code} to no other currency.");
        // Rows that are named by something else than their currency say less: only a factor too large for an ordinary shift speaks of a rate.
        var named = CodeInSegment(incident) is not null;
        if (!named && (!rate || Math.Abs(Math.Log(fit.Factor)) < Math.Log(2.5)))
            return Judgement.No($"The {shown}, and the accused rows are not named by their currency.");
        // All accused rows are in one currency and went by its rate to another that the table holds: whatever names them, that is no accident.
        var strength =
            !rate ? 0.7
            : named ? 0.93
            : own.Count > 0 && fit.Explained > WellExplained ? 0.94
            : 0.8;
        if (rate && other.Off > 0.02 && power is { } ten && Math.Abs(Math.Log(fit.Factor / ten)) < other.Off)
            strength = 0.72;
        else if (rate && named)
            strength = own.Count > 0 || isUnit ? 0.95 : 0.88;
        return Judgement.Yes(
            strength,
            $"The {shown}{(rate ? $", about the rate of {code} to {other.Key}" : "")}; the code still says {code}."
        ) with
        {
            Statement =
                $"{incident.Subject()} of {code} rows is written in another currency{(rate ? $", by its rate {other.Key}" : "")}, × {Figures.Number(fit.Factor)}",
            Culprit = new Culprit("value", incident.Table.Name.Name, CodeColumn(incident), code),
            EvidenceId = numbers.EvidenceId,
        };
    }

    /// <summary>The currency that nearly all accused rows carry before and after, when they are named by something else.</summary>
    private static async Task<string?> CodeOfRowsAsync(Incident incident, string asker, CancellationToken cancellationToken)
    {
        if (CodeColumn(incident) is not { } column)
            return null;
        var code = Term.Column(Ask.Rows, column);
        var query = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf(incident.Inside, incident.Periods.Any(incident.Time), code.IsNotNull()))
            .Select(code.As("code"), Term.Count().As("row_count"))
            .GroupBy([code])
            .OrderBy(Term.Column("row_count").Descending(), Term.Column("code").Ascending())
            .Limit(20)
            .ToQuery();
        var answer = await incident.Interview.TryAskAsync(asker, $"currencies of the accused rows, by {column}", query, cancellationToken);
        if (answer is not { Rows: [var most, ..] })
            return null;
        return Cell.Real(most[1]) >= 0.95 * answer.Rows.Sum(r => Cell.Real(r[1])) && Cell.Text(most[0]) is { Length: 3 } only ? only : null;
    }

    /// <summary>The currencies that rows of the table are in, and those that the books of most are kept in.</summary>
    private static HashSet<string> Held(Incident incident) =>
        [
            "USD",
            "EUR",
            .. incident
                .Where.Marginals.Where(m => m.Dimension.Facet is null && ColumnTraits.SoundsLikeCurrency(m.Dimension.Column.Name))
                .SelectMany(m => m.Values)
                .Select(v => v.Value)
                .OfType<string>(),
        ];

    /// <summary>True when the accused rows are named by the country whose money it is: a currency's code begins with the country's (ISO 4217).</summary>
    private static bool IsOfSegment(Incident incident, string currency) =>
        incident.Segment is { } segment
        && segment.Parts.Any(p =>
            !p.Dimension.IsRange && p.Values is [{ Length: 2 } country] && currency.StartsWith(country, StringComparison.OrdinalIgnoreCase)
        );

    private static string? CodeColumn(Incident incident) =>
        incident.Table.Columns.FirstOrDefault(c => ColumnTraits.SoundsLikeCurrency(c.Name))?.Name
        // In words that nobody foresaw: the column whose every value is the code of a currency.
        ?? incident
            .Where.Marginals.FirstOrDefault(m =>
                m.Dimension is { Parent: null, Facet: null, IsRange: false }
                && m.Values.Count(v => v.Value is not null) >= 2
                && m.Values.All(v => v.Value is null || Dollars.ContainsKey(v.Value))
            )
            ?.Dimension.Column.Name;

    /// <summary>The currency that the accused rows are named by.</summary>
    private static string? CodeInSegment(Incident incident)
    {
        var values = incident.Segment?.Parts.Where(p =>
            !p.Dimension.IsRange
            && p.Values is [{ } v]
            && v.Length == 3
            && (ColumnTraits.SoundsLikeCurrency(p.Dimension.Column.Name) || Dollars.ContainsKey(v))
        );
        return values?.Select(p => p.Values[0]).FirstOrDefault()
            ?? WatchedRows
                .Of(incident.Metric.Filter)
                .Where(c => c is { Op: "=", Value: string { Length: 3 } } && ColumnTraits.SoundsLikeCurrency(c.Column))
                .Select(c => c.Value as string)
                .FirstOrDefault();
    }
}
