using Dataing.Core.Findings;
using Dataing.Core.Reasoning;
using Dataing.Core.Reasoning.Egress;

namespace Dataing.Core.Tests.Reasoning.Egress;

/// <summary>What may leave for a model, and what may not, wherever it stands.</summary>
public sealed class DisclosureTests
{
    private static readonly EgressPolicy Open = new() { MinimumGroupSize = 0 };

    public static TheoryData<string, Evidence> SensitiveResults =>
        new()
        {
            { "by its name", Clinic.PeopleByWard },
            {
                "under an alias",
                Clinic.Result("SELECT full_name AS x, count(*) AS n FROM visits GROUP BY 1", ["x", "n"], [Clinic.Person, 90L])
            },
            {
                "through a common table",
                Clinic.Result(
                    "WITH t AS (SELECT full_name AS who FROM visits) SELECT who AS y, count(*) AS n FROM t GROUP BY 1",
                    ["y", "n"],
                    [Clinic.Person, 90L]
                )
            },
            { "as a number", Clinic.Result("SELECT phone AS z, count(*) AS n FROM patients GROUP BY 1", ["z", "n"], [Clinic.Phone, 90L]) },
            { "as a literal", Clinic.Result($"SELECT count(*) AS n FROM patients WHERE phone = {Clinic.Phone}", ["n"], [90L]) },
            {
                "in a list of literals",
                Clinic.Result($"SELECT count(*) AS n FROM visits WHERE lower(full_name) IN ('ingeborg o''dowd', 'x')", ["n"], [90L])
            },
            {
                "by the look of its values",
                Clinic.Result(
                    "SELECT reach, count(*) AS n FROM visits GROUP BY 1",
                    ["reach", "n"],
                    [Clinic.Mail, 50L],
                    ["other@odowd.example", 9L],
                    [Clinic.Person, 90L]
                )
            },
            {
                "in a document",
                Clinic.Result(
                    "SELECT payload, count(*) AS n FROM visits GROUP BY 1",
                    ["payload", "n"],
                    [$$"""{"full_name":"{{Clinic.Person}}","ward":"North","phone":{{Clinic.Phone}} }""", 90L]
                )
            },
            { "in no text that can be read", Clinic.Result("this is no SQL", ["full_name", "n"], [Clinic.Person, 90L]) },
        };

    [Fact]
    public void What_people_wrote_at_length_leaves_only_where_the_policy_allows_it()
    {
        const string Words = "The lady from the second floor called and was angry";
        var evidence = Clinic.Result(
            "SELECT payload, count(*) AS n FROM visits GROUP BY 1",
            ["payload", "n"],
            [Words, 90L],
            ["North ward", 80L]
        );
        var kept = Write(Clinic.Facts(evidence), Open);
        kept.ShouldNotContain("second floor");
        kept.ShouldContain("<free_text>");
        kept.ShouldContain("North ward");
        Write(Clinic.Facts(evidence), Open with { FreeText = true }).ShouldContain(Words);
    }

    public static TheoryData<string> Tokens =>
        [
            "jane.roe@example.org",
            "+49 151 23456789",
            "DE89370400440532013000",
            "4111 1111 1111 1111",
            "123-45-6789",
            "203.0.113.77",
            "sk-proj-abcdefghijklmnopqrstuvwx1234",
            "AKIAIOSFODNN7EXAMPLE",
        ];

    /// <summary>In the alert's words, in a note, in what a query means, and in an error that quotes nothing: by shape, wherever it stands.</summary>
    [Theory]
    [MemberData(nameof(Tokens))]
    public void What_looks_like_personal_data_or_a_key_leaves_in_no_text(string token)
    {
        var evidence = Clinic.Result("SELECT ward, count(*) AS n FROM visits GROUP BY 1", ["ward", "n"], [$"see {token}", 90L]);
        var facts = Clinic.Facts(evidence with { Interpretation = $"It says {token}." });
        facts = facts with
        {
            Alert = facts.Alert with { Title = $"Call {token} now", Description = $"On behalf of {token}, urgent" },
            Notes = [new Core.Notes.TeamNote("runbook", $"Ask {token} first")],
        };
        Write(facts, Open).ShouldNotContain(token);
        Disclosure.Of(facts, Open).Error($"could not convert {token} to INTEGER", "SELECT 1", 500).ShouldNotContain(token);
    }

    [Theory]
    [MemberData(nameof(SensitiveResults))]
    public void Personal_data_does_not_leave(string place, Evidence evidence)
    {
        var file = Write(Clinic.Facts(evidence, Clinic.PeopleByWard), Open);
        file.ShouldNotContain("odowd", Case.Insensitive, place);
        file.ShouldNotContain("o'dowd", Case.Insensitive, place);
        file.ShouldNotContain("o''dowd", Case.Insensitive, place);
        file.ShouldNotContain($"{Clinic.Phone}", customMessage: place);
        file.ShouldContain("ward");
    }

    [Fact]
    public void A_person_who_is_accused_as_a_segment_stays_unnamed_in_every_sentence()
    {
        var facts = Clinic.Facts() with { Profile = Clinic.Profile("full_name", Clinic.Person) };
        var file = Write(facts, Open);
        file.ShouldNotContain("Dowd");
        file.ShouldContain("full_name");
    }

    [Fact]
    public void The_draft_is_masked_before_it_is_cut()
    {
        var draft = Investigations.Samples.Finding with
        {
            RootCause = new RootCause(
                $"{Clinic.Person} did it.",
                "x",
                HypothesisCategory.DataQuality,
                new Culprit("value", "visits", "full_name", Clinic.Person)
            ),
            Recommendations = [new Recommendation("Look", "SELECT count(*) FROM visits WHERE full_name = 'Ingeborg O''Dowd'")],
        };
        var said = Disclosure.Of(Clinic.Facts(), Open, draft);
        said.Json(draft).ShouldNotContain("Dowd");
        said.Json(new { Value = Clinic.Mail }).ShouldContain("<email>");
    }

    [Theory]
    [InlineData(295)]
    [InlineData(285)]
    public void Nothing_escapes_by_being_cut_in_the_middle(int before) =>
        Disclosure.Of(Clinic.Facts(), Open).Untrusted(new string('x', before) + " " + Clinic.Mail).ShouldNotContain("ingeborg");

    [Fact]
    public void Nothing_escapes_by_characters_that_nobody_sees() =>
        Disclosure
            .Of(Clinic.Facts(), Open)
            .Untrusted("inge\u200bborg@odowd\u0007.example")
            .ShouldBe("<untrusted>&lt;email&gt;</untrusted>");

    [Fact]
    public void What_an_engine_quotes_leaves_only_when_the_query_or_the_schema_holds_it()
    {
        var said = Disclosure.Of(Clinic.Facts(), Open);
        var error = said.Error(
            "Could not convert string 'Solveig Berg' to INT32 in \"visits.ward\" of 'wrad'",
            "SELECT wrad FROM visits",
            500
        );
        error.ShouldNotContain("Solveig");
        error.ShouldContain("visits.ward");
        error.ShouldContain("'wrad'");
    }

    [Fact]
    public void Rows_of_small_groups_stay_and_so_do_their_values_in_sentences()
    {
        var evidence = Clinic.Result(
            "SELECT ward, device, count(*) AS n, sum(visit_id) AS total FROM visits GROUP BY 1, 2",
            ["ward", "device", "n", "total"],
            ["North", "pump", 90L, 100L],
            ["Attic", "lamp", 2L, 90_000L]
        ) with
        {
            Interpretation = "Attic and North.",
        };
        var file = Write(Clinic.Facts(evidence), new EgressPolicy());
        file.ShouldNotContain("Attic");
        file.ShouldNotContain("lamp");
        file.ShouldContain("North");
        file.ShouldContain("(1 rows are not shown: each stands for fewer than 5 rows of data)");
    }

    [Theory]
    [InlineData("SELECT ward, device FROM visits", "ward", "device")]
    [InlineData("SELECT ward, visit_id AS n FROM visits ORDER BY 2", "ward", "n")]
    public void Single_rows_of_the_data_stay(string sql, string first, string second) =>
        Write(Clinic.Facts(Clinic.Result(sql, [first, second], ["Cellar", 900L])), new EgressPolicy()).ShouldNotContain("Cellar");

    [Theory]
    [InlineData("SELECT ward, n FROM (SELECT ward, count(*) AS n FROM visits GROUP BY 1) t", 900L, true)]
    [InlineData("SELECT ward, n FROM (SELECT ward, count(*) AS n FROM visits GROUP BY 1) t", 4L, false)]
    [InlineData(
        "WITH t AS (SELECT ward, device, count(*) AS c FROM visits GROUP BY 1, 2) SELECT ward, sum(c) AS n FROM t GROUP BY 1",
        4L,
        false
    )]
    [InlineData("SELECT ward, coalesce(count(*), 0) AS n FROM visits GROUP BY 1", 4L, false)]
    public void The_count_is_known_under_every_name(string sql, long n, bool leaves) =>
        Write(Clinic.Facts(Clinic.Result(sql, ["ward", "n"], ["Harbour", n])), new EgressPolicy()).Contains("Harbour").ShouldBe(leaves);

    private static string Write(CaseFacts facts, EgressPolicy policy) =>
        CaseFile.Write(facts, policy, Disclosure.Of(facts, policy), 12_000);
}
