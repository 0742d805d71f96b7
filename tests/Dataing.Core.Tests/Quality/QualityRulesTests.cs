using Dataing.Core.Findings;
using Dataing.Core.Quality;
using Dataing.Core.Tests.Investigations;

namespace Dataing.Core.Tests.Quality;

public sealed class QualityRulesTests
{
    [Fact]
    public void The_composite_weighs_depth_half_specificity_three_tenths_and_actionability_two_tenths()
    {
        var score = QualityRules.Score(Samples.Finding);
        score.Composite.ShouldBe(score.CausalDepth * 0.5 + score.Specificity * 0.3 + score.Actionability * 0.2, 1e-4);
    }

    [Fact]
    public void A_bare_statement_without_chain_or_commands_fails()
    {
        var bare = Samples.Finding with
        {
            RootCause = new RootCause("Something is wrong upstream.", "unknown", HypothesisCategory.DataQuality, null),
            CausalChain = [],
            Hypotheses = [],
            Recommendations = [],
            Onset = null,
            Scope = null,
        };
        QualityRules.Score(bare).Passed.ShouldBeFalse();
    }

    [Fact]
    public void A_whole_chain_with_figures_and_commands_passes()
    {
        var full = Samples.Finding with
        {
            CausalChain =
            [
                new CausalStep("trigger", "released", null, null),
                new CausalStep("mechanism", "lost", null, null),
                new CausalStep("symptom", "NULL", null, null),
            ],
        };
        QualityRules.Score(full).Passed.ShouldBeTrue();
    }
}
