using Dataing.Analysis.Cases;
using Dataing.Core.Alerts;

namespace Dataing.Analysis.Tests.Cases;

public sealed class AlertClaimTests
{
    [Theory]
    [InlineData(181, 417.0, 648.0, 533, false)]
    [InlineData(181, 417.0, 648.0, 190, true)]
    [InlineData(0.2, null, 0.03, 0.01, false)]
    [InlineData(0.2, null, 0.03, 0.15, true)]
    [InlineData(0.2, null, 0.03, double.NaN, null)]
    [InlineData(0.02, null, 0.03, 0.02, null)]
    public void A_figure_within_the_expected_bounds_is_not_what_the_monitor_saw(
        double actual,
        double? lower,
        double? upper,
        double observed,
        bool? shown
    )
    {
        var alert = new AnomalyAlert
        {
            Dataset = "orders",
            Actual = actual,
            Expected = new ExpectedRange(null, lower, upper, null, null),
        };

        AlertClaim.IsShown(alert, observed).ShouldBe(shown);
    }

    [Theory]
    [InlineData(1805.0, 975, 883, true)] // a rise is reported, and there is a dip
    [InlineData(1805.0, 975, 1090, false)]
    [InlineData(1805.0, 975, 1750, false)]
    [InlineData(null, 975, 883, false)]
    public void A_move_the_other_way_speaks_against_the_monitor(double? actual, double expected, double observed, bool contradicted)
    {
        var alert = new AnomalyAlert
        {
            Dataset = "orders",
            Actual = actual,
            Expected = new ExpectedRange(null, 477, 1288, null, null),
        };

        AlertClaim.IsContradicted(alert, expected, observed).ShouldBe(contradicted);
    }
}
