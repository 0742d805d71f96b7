using Dataing.Analysis.Mechanisms.Anatomy;

namespace Dataing.Analysis.Tests.Mechanisms;

public sealed class CopyAnatomyTests
{
    [Theory]
    [InlineData(195, 195, false)]
    [InlineData(1, 11_623, true)]
    public void A_key_of_dozens_of_rows_is_the_name_of_who_makes_them(double keys, double extra, bool actors) =>
        new CopyAnatomy
        {
            Keys = ["viewer"],
            EvidenceId = "q",
            Groups = keys,
            Extra = extra,
        }.IsOfActors.ShouldBe(actors);
}
