using Dataing.Sql.Building;
using Dataing.Sql.Dialects;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Tests.Building;

/// <summary>What the builder can say, in every dialect: text that the dialect's own grammar reads back as the same tree.</summary>
public sealed class DialectFormTests
{
    private static readonly Expression X = Term.Column("x");
    private static readonly Expression T = Term.Column("t");

    private static readonly Dictionary<string, Expression> Sayings = new()
    {
        ["truncation"] = Term.Concat([.. Enum.GetValues<CalendarUnit>().Select(g => Term.Truncate(g, T).ToText())]),
        ["hour"] = Term.Hour(T),
        ["weekday"] = Term.Weekday(T),
        ["epoch"] = Term.SecondsBetween(T, Term.Column("u")),
        ["filter"] = Term.Count().Filtered(X.MoreThan(Term.Number(1))),
        ["filtered sum"] = Term.Sum(X).Filtered(T.IsNull()),
        ["median"] = Term.Median(X),
        ["filtered quantile"] = Term.Quantile(X, 0.9).Filtered(T.IsNull()),
        ["deviation"] = Term.StandardDeviation(X),
        ["match"] = X.Matches("^[a-z]+$"),
        ["bucket"] = Term.HashBucket(X, 100).EqualTo(Term.Number(7)),
        ["try double"] = X.TryToDouble(),
        ["try timestamp"] = X.TryToTimestamp(),
        ["try date"] = X.TryToDate(),
        ["casts"] = Term.Coalesce(X.ToDouble(), X.ToInteger(), X.ToText(), X.ToDate(), X.ToTimestamp()),
        ["text"] = Term.Substring(Term.Lower(X), Term.Number(1), Term.Length(X)),
        ["numbers"] = Term.Ln(Term.Abs(Term.Floor(X))).Plus(Term.Log10(X)).Times(Term.Power(X, Term.Number(2)).Modulo(Term.Number(3))),
        ["ratio"] = Term.Ratio(Term.Sum(X), Term.Count()),
        ["same"] = X.SameAs(T).And(X.DiffersFrom(T)),
        ["window"] = Term.RowNumber().Over([X], [T.Descending()]),
        ["literals"] = Term.Coalesce(
            Term.Text("it's a \\ \n"),
            Term.Number(1.5m),
            Term.Number(1e300),
            Term.Null,
            Term.Date(new(2026, 1, 2))
        ),
        ["time"] = T.Within(Term.Timestamp(new(2026, 1, 2, 3, 4, 5)), Term.Timestamp(new DateTime(2026, 1, 2).AddTicks(10))),
    };

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var dialect in SqlDialect.All.Where(d => d.Name != "cassandra"))
            foreach (var saying in Sayings.Keys)
                pairs.Add(dialect.Name, saying);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_dialect_says_it_in_its_own_grammar_or_says_that_it_cannot(string name, string saying)
    {
        var dialect = SqlDialect.Find(name)!;
        var builder = SelectBuilder.From("data").Select(Sayings[saying].As("v")).OrderBy(Term.Column("v").Descending()).Limit(10);
        Query query;
        try
        {
            query = builder.Build(dialect);
        }
        catch (UntranslatableException e)
        {
            e.Message.ShouldContain(name == "mariadb" ? "mariadb" : name);
            Impossible.ShouldContain((name == "mariadb" ? "mysql" : name, saying));
            return;
        }
        var text = SqlRenderer.Render(query, dialect);
        SqlRenderer.Render(SqlParser.Parse(text, dialect), dialect).ShouldBe(text);
    }

    private static readonly HashSet<(string, string)> Impossible =
    [
        .. from dialect in new[] { "sqlite", "mysql", "trino", "bigquery", "sqlserver" }
        from saying in new[] { "median", "filtered quantile" }
        select (dialect, saying),
        ("sqlite", "deviation"),
        ("sqlserver", "match"),
    ];
}
