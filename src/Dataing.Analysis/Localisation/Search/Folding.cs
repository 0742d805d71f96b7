namespace Dataing.Analysis.Localisation.Search;

/// <summary>Pieces that were peeled off before their whole was found go back into it.</summary>
internal static class Folding
{
    public static List<Peeled> Fold(SearchSpace space, IReadOnlyList<Peeled> peeled)
    {
        var kept = new List<Peeled>();
        for (var i = 0; i < peeled.Count; i++)
        {
            var piece = peeled[i];
            var whole = Enumerable.Range(0, peeled.Count).FirstOrDefault(j => j != i && IsPieceOf(space, piece, peeled[j], i, j), -1);
            if (whole < 0)
                kept.Add(
                    piece with
                    {
                        Leaves =
                        [
                            .. piece.Leaves,
                            .. peeled.Where((p, j) => j != i && IsPieceOf(space, p, piece, j, i)).SelectMany(p => p.Leaves),
                        ],
                    }
                );
        }
        return kept;
    }

    private static bool IsPieceOf(SearchSpace space, Peeled piece, Peeled whole, int i, int j)
    {
        var (small, large) = (piece.Winner.Element, whole.Winner.Element);
        var within = small.IsWithin(large) && (!large.IsWithin(small) || i > j);
        return within && SameSide(space, piece, whole);
    }

    private static bool SameSide(SearchSpace space, Peeled a, Peeled b) =>
        space.Evidence.Total(a.Leaves).Surplus >= 0 == space.Evidence.Total(b.Leaves).Surplus >= 0;
}
