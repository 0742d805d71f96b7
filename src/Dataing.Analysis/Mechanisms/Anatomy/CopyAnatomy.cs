using Dataing.Analysis.Cases;
using Dataing.Analysis.Metrics;
using Dataing.Analysis.Profiling;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Mechanisms.Anatomy;

/// <summary>Rows that share a key in the incident window, taken apart: how many, what differs between the copies, how far apart they came.</summary>
internal sealed record CopyAnatomy
{
    private const int MostCompanions = 4;
    private const double RowsOfActor = 25;

    /// <summary>The columns that together are the key.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    public string Key => string.Join(" and ", Keys);

    public required string EvidenceId { get; init; }

    /// <summary>Rows in the window, in the accused rows.</summary>
    public double Rows { get; init; }

    /// <summary>Keys with more than one row.</summary>
    public double Groups { get; init; }

    /// <summary>Rows beyond the first of each key.</summary>
    public double Extra { get; init; }
    public double MostCopies { get; init; }

    /// <summary>Of each column, the share of the groups in which the copies differ.</summary>
    public IReadOnlyDictionary<string, double> Differs { get; init; } = new Dictionary<string, double>();

    /// <summary>Typical seconds between the first and the last load of one key; null without a load time.</summary>
    public double? LoadGap { get; init; }

    /// <summary>Typical seconds between the first and the last event of one key.</summary>
    public double EventGap { get; init; }

    /// <summary>The share of keys whose events lie more than an hour apart: those are no copies.</summary>
    public double EventApart { get; init; }

    /// <summary>The share of keys whose loads lie more than a quarter of an hour apart.</summary>
    public double LoadApart { get; init; }

    /// <summary>A key is given out again now and then; what has dozens of rows is the name of somebody who makes them.</summary>
    public bool IsOfActors => Extra >= RowsOfActor * Groups;

    public double ExtraShare => Rows > 0 ? Extra / Rows : 0;

    /// <summary>The share of groups in which the column differs.</summary>
    public double DiffersIn(string? column) => column is null ? 0 : Differs.GetValueOrDefault(column);

    public static async Task<CopyAnatomy?> ReadAsync(Incident incident, string asker, CancellationToken cancellationToken)
    {
        if (KeysOf(incident) is not { Count: > 0 } keys)
            return null;
        var columns = incident
            .Table.Columns.Where(c =>
                !keys.Contains(c.Name) && c.Type is not (LogicalType.Json or LogicalType.Array or LogicalType.Map or LogicalType.Struct)
            )
            .Take(40)
            .ToList();
        // A reused key meets its namesake outside the window, so the copies are looked for in all rows and the groups counted that touch it.
        Expression[] values = [.. keys.Select(k => Term.Column(Ask.Rows, k))];
        var touched = SelectBuilder
            .From(incident.Rows)
            .Where(Term.AllOf([incident.During, incident.Inside, .. values.Select(v => v.IsNotNull())]))
            .Select([.. values.Select((v, i) => v.As($"k{i}"))])
            .GroupBy(values)
            .ToQuery();
        var inner = new List<SelectItem> { Term.Count().As("copies") };
        foreach (var (column, i) in columns.Select((c, i) => (c, i)))
        {
            var own = Term.Column(Ask.Rows, column.Name);
            inner.Add(Term.Case().When(Term.CountDistinct(own).MoreThan(Term.One), Term.One).Else(Term.Zero).As($"v{i}"));
        }
        var load = incident.File.Times.Written;
        if (load is not null)
            inner.Add(Term.Max(load.Seconds()).Minus(Term.Min(load.Seconds())).As("load_gap"));
        inner.Add(Term.Max(incident.Time.Seconds()).Minus(Term.Min(incident.Time.Seconds())).As("event_gap"));
        var groups = SelectBuilder
            .From(
                Ask.Table(incident.Table.Name, Ask.Rows)
                    .Join(Relation.Derived(touched, "k"), Term.All([.. values.Select((v, i) => v.EqualTo(Term.Column("k", $"k{i}")))]))
            )
            .Select(inner)
            .GroupBy(values)
            .ToQuery();
        var copies = Term.Column("g", "copies");
        var repeated = copies.MoreThan(Term.One);
        var items = new List<SelectItem>
        {
            Term.Count().As("keys"),
            Term.Sum(copies).As("row_count"),
            Term.CountWhere(repeated).As("groups"),
            Term.Max(copies).As("most"),
        };
        items.AddRange(
            columns.Select((_, i) => Term.Sum(Term.Case().When(repeated, Term.Column("g", $"v{i}")).Else(Term.Zero)).As($"v{i}"))
        );
        var near = Term.All(repeated, Term.Column("g", "event_gap").AtMost(Term.Number(86_400)));
        items.Add(Term.CountWhere(Term.All(repeated, Term.Column("g", "event_gap").MoreThan(Term.Number(3_600)))).As("event_apart"));
        items.Add(
            (load is null ? Term.Zero : Term.CountWhere(Term.All(repeated, Term.Column("g", "load_gap").MoreThan(Term.Number(900))))).As(
                "load_apart"
            )
        );
        items.Add(
            (load is null ? Ask.Real(Term.Null) : Term.Average(Term.Case().When(near, Term.Column("g", "load_gap")).End())).As("load_gap")
        );
        items.Add(Term.Average(Term.Case().When(repeated, Term.Column("g", "event_gap")).End()).As("event_gap"));
        var answer = await incident.Interview.TryAskAsync(
            asker,
            $"copies by {string.Join(" and ", keys)} and what differs between them",
            SelectBuilder.From(Relation.Derived(groups, "g")).Select(items).ToQuery(),
            cancellationToken
        );
        if (answer is not { Rows: [var row] })
            return null;
        var found = Cell.Real(row[2]);
        var anatomy = new CopyAnatomy
        {
            Keys = keys,
            EvidenceId = answer.Id,
            Rows = Cell.Real(row[1]),
            Groups = found,
            Extra = Cell.Real(row[1]) - Cell.Real(row[0]),
            MostCopies = Cell.Real(row[3]),
            Differs = columns
                .Select((c, i) => (c.Name, Share: found > 0 ? Cell.Real(row[4 + i]) / found : 0))
                .ToDictionary(c => c.Name, c => c.Share),
            LoadGap = Cell.Number(row[^2]),
            EventGap = Cell.Real(row[^1]),
            EventApart = found > 0 ? Cell.Real(row[^4]) / found : 0,
            LoadApart = found > 0 ? Cell.Real(row[^3]) / found : 0,
        };
        await incident.Interview.RecordAsync(
            answer,
            asker,
            FormattableString.Invariant(
                $"{anatomy.Groups:0} keys of {anatomy.Key} have more than one row, {anatomy.Extra:0} rows are extra, at most {anatomy.MostCopies:0} per key"
            ),
            cancellationToken
        );
        return anatomy;
    }

    /// <summary>The measured key; else the column that was a key before and repeats now.</summary>
    private static IReadOnlyList<string>? KeysOf(Incident incident)
    {
        if (incident.Metric.Subject == Subject.Duplicates)
            return incident.Metric.Columns;
        var repeated = incident
            .Profile.Columns.Where(c =>
                (ColumnTraits.IsText(c.Column) || c.Column.Type == LogicalType.Integer)
                && c.InsideBefore.RepeatedShare < CopyFault.AlmostUnique
                && c.InsideBefore.Filled > 0.5 * c.InsideBefore.Rows
                && c.InsideAfter.RepeatedShare > c.InsideBefore.RepeatedShare + 0.02
            )
            .OrderByDescending(c => c.InsideAfter.RepeatedShare)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return repeated is null ? KeyOfMoment(incident) : [repeated.Name];
    }

    /// <summary>
    /// Where no column is a key of its own, a row is known by its moment and what it says: the event time and the columns of most values, as many
    /// as make it unlikely that two rows of ordinary times have them in common. Null where that cannot be had.
    /// </summary>
    public static IReadOnlyList<string>? KeyOfMoment(Incident incident)
    {
        if (
            !incident.IsVolume
            || incident.Profile.Of(incident.Time.Column) is not { InsideBefore: { Filled: > 50 } before, InsideAfter: var after } moment
            || after.RepeatedShare < before.RepeatedShare + 0.02
        )
            return null;
        var (keys, chance) = (new List<string> { moment.Name }, before.RepeatedShare);
        foreach (
            var shift in CopyFault
                .Payload(incident, keys)
                .Select(incident.Profile.Of)
                .OfType<ColumnShift>()
                .Where(c => c.InsideAfter is { Distinct: > 1 } facts && facts.Filled == facts.Rows)
                .Where(c => ColumnTraits.IsText(c.Column) || c.Column.Type == LogicalType.Integer)
                .OrderByDescending(c => c.InsideAfter.Distinct)
                .ThenBy(c => c.Name, StringComparer.Ordinal)
                .Take(MostCompanions)
        )
        {
            keys.Insert(0, shift.Name);
            // Values are not equally frequent: a column is counted for the root of how many it has.
            chance /= Math.Sqrt(shift.InsideAfter.Distinct);
        }
        return keys.Count > 1 && chance < CopyFault.AlmostUnique ? keys : null;
    }
}
