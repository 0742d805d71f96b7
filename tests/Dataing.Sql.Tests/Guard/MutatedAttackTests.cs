using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Guard;
using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Tests.Guard;

/// <summary>An attack one edit away from a listed one either is refused or has become harmless: what is allowed reads only known tables and calls only listed functions.</summary>
public sealed class MutatedAttackTests
{
    private static readonly CatalogSnapshot Shop = new([
        new CatalogTable { Name = "orders" },
        new CatalogTable { Name = "users" },
        new CatalogTable { Name = "archive" },
    ]);

    public static TheoryData<string> Dialects => CaseFile.Dialects;

    [Theory, MemberData(nameof(Dialects))]
    public void What_is_allowed_is_one_query_over_known_tables_and_listed_functions(string name)
    {
        var dialect = SqlDialect.Find(name)!;
        var harmful = new List<string>();
        // Every edit of every attack is the long run in bench; here each attack takes its turn with every thirty-first.
        foreach (var (index, (_, sql)) in CaseFile.Attacks(name).Index())
        {
            foreach (var (turn, mutant) in Mutations.Of(sql).Index())
            {
                if (
                    (turn + index) % 31 == 0
                    && QueryGuard.Check(mutant, dialect, Shop, QueryPolicy.Default) is QueryVerdict.Allowed allowed
                )
                    harmful.AddRange(Harm(allowed.Query, dialect).Select(h => $"{mutant} → {allowed.Query.Text}: {h}"));
            }
        }
        harmful.ShouldBeEmpty();
    }

    private static IEnumerable<string> Harm(CheckedQuery query, SqlDialect dialect)
    {
        if (SqlParser.ParseQuery(query.Text, dialect) is not ParseOutcome.Parsed parsed)
        {
            yield return "cannot be read back";
            yield break;
        }
        var own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in SqlTree.DescendantsAndSelf(parsed.Query))
        {
            if (node is CommonTable table)
                own.Add(table.Name.Text);
        }
        foreach (var node in SqlTree.DescendantsAndSelf(parsed.Query))
        {
            var harm = node switch
            {
                LockClause => "locks",
                QueryOption { Name: not ("FOR JSON" or "FOR XML" or "OPTION") } => "changes a setting",
                Expression.Variable => "reads a variable",
                TableSource.External => "reads a file",
                TableSource.Table t when !IsKnown(t.Name, own, dialect) => $"reads {t.Name}",
                QueryBody.Table t when !IsKnown(t.Name, own, dialect) => $"reads {t.Name}",
                Expression.FunctionCall call
                    when FunctionCatalogue.For(dialect).Find(call.Name.Last.Text) is null && !HasDottedName(call, dialect) =>
                    $"calls {call.Name}",
                _ => null,
            };
            if (harm is not null)
                yield return harm;
        }
    }

    private static bool IsKnown(ObjectName name, HashSet<string> own, SqlDialect dialect) =>
        (name.Parts.Count == 1 && own.Contains(name.Last.Text))
        || Shop.Named(name.Last.Text).Count > 0
        || name.ToString() is "dual" or "system.one" or "system.numbers"
        || (dialect.Name is "mariadb" && name.Last.Text.StartsWith("seq_", StringComparison.OrdinalIgnoreCase))
        || dialect.Name is "bigquery" or "redshift" && name.Parts.Count > 1;

    private static bool HasDottedName(Expression.FunctionCall call, SqlDialect dialect) =>
        FunctionCatalogue.For(dialect).Find(call.Name.ToString()) is not null;
}
