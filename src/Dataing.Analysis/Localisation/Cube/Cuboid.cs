namespace Dataing.Analysis.Localisation.Cube;

/// <summary>A set of dimensions and the cells it cuts the rows into.</summary>
/// <param name="Dimensions">Ascending indices; empty for the whole table.</param>
/// <param name="Cells">How many cells, all combinations or those that occur.</param>
/// <param name="Strides">Weight of each dimension's code in a cell's key, last dimension fastest.</param>
/// <param name="Keys">The key of every cell when only those that occur are kept; null when the cell is its own key.</param>
internal sealed record Cuboid(int[] Dimensions, int Cells, long[] Strides, long[]? Keys = null)
{
    /// <summary>Log of the number of elements it offers: the price of picking one.</summary>
    public double Price { get; } = Math.Log(Math.Max(2, Cells));

    public void Decode(int cell, Span<int> codes)
    {
        var key = Keys is null ? cell : Keys[cell];
        for (var i = 0; i < Dimensions.Length; i++)
        {
            codes[i] = (int)(key / Strides[i]);
            key %= Strides[i];
        }
    }
}
