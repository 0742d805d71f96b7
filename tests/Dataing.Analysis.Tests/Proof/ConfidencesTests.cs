using Dataing.Analysis.Proof;

namespace Dataing.Analysis.Tests.Proof;

public sealed class ConfidencesTests
{
    [Fact]
    public void More_proof_never_means_less_confidence_and_none_is_certain()
    {
        var values = Enumerable.Range(-20, 150).Select(i => Confidences.Calibrated(i / 100.0)).ToList();

        values.ShouldBe(values.Order());
        values.ShouldAllBe(v => v >= 0.05 && v <= 0.96);
    }
}
