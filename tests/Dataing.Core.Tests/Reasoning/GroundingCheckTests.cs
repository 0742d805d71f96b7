using Dataing.Core.Alerts;
using Dataing.Core.Reasoning;
using Dataing.Core.Tests.Investigations;

namespace Dataing.Core.Tests.Reasoning;

public sealed class GroundingCheckTests
{
    private static readonly CaseFacts Facts = new()
    {
        Alert = Samples.Alert,
        Dialect = "duckdb",
        Tables = [],
    };

    [Theory]
    [InlineData("Version 2.3.1 of the app loses `user_id`.")]
    [InlineData("120 rows are harmed.")]
    [InlineData("The share rose from 0.1 % to 15 %.")]
    [InlineData("It began on 2026-01-10 at 12:00.")]
    [InlineData("Nothing but words here.")]
    public void What_the_evidence_holds_may_be_said(string prose) =>
        GroundingCheck.Ungrounded(prose, Samples.Finding, Facts).ShouldBeEmpty();

    [Theory]
    [InlineData("Version 9.9.9 of the app is to blame.", "9.9.9")]
    [InlineData("87,654 rows are harmed.", "87,654")]
    [InlineData("The share rose to 73 %.", "73 %")]
    [InlineData("It began on 2025-12-24.", "2025-12-24")]
    [InlineData("The table `payments_v7` was dropped.", "payments_v7")]
    [InlineData("The job nightly_rebuild_job failed.", "nightly_rebuild_job")]
    public void What_it_does_not_hold_is_sent_back(string prose, string claim) =>
        GroundingCheck.Ungrounded(prose, Samples.Finding, Facts).ShouldContain(claim);
}
