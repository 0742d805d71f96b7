using Dataing.Analysis.Localisation;
using Dataing.Analysis.Queries;
using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Metrics;

/// <summary>The forms that metrics over the plain rows of a table have in common: a share of bad rows, a mean.</summary>
internal static class AdditiveForms
{
    public static Metric Rows(TableSchema table) =>
        new()
        {
            Table = table,
            Subject = Subject.Rows,
            Form = MetricForm.Count,
            Name = $"row count of {table.Name.Name}",
            Unit = "rows",
            From = Ask.Table(table.Name, Ask.Rows),
            Numerator = Term.One,
            Denominator = Term.One,
        };

    public static Metric Averaged(TableSchema table, Subject subject, string name, string unit, string column, Expression value) =>
        new()
        {
            Table = table,
            Subject = subject,
            Form = MetricForm.Mean,
            Name = name,
            Unit = unit,
            From = Ask.Table(table.Name, Ask.Rows),
            Numerator = Term.Coalesce(value, Term.Zero),
            Denominator = Term.Flag(Term.Column(Ask.Rows, column).IsNotNull()),
            Squared = Term.Coalesce(value.Times(value), Term.Zero),
            Columns = [column],
        };

    public static Metric Rate(TableSchema table, Subject subject, string name, IReadOnlyList<string> columns, Expression bad) =>
        new()
        {
            Table = table,
            Subject = subject,
            Form = MetricForm.Rate,
            Name = name,
            Unit = "fraction",
            From = Ask.Table(table.Name, Ask.Rows),
            Numerator = Term.Flag(bad),
            Denominator = Term.One,
            Bad = bad,
            Columns = columns,
        };
}
