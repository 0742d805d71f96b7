using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.Investigations;

namespace Dataing.Analysis.Dimensions;

/// <summary>The rows between two values of a number, in the incident window and in all past stretches together.</summary>
internal sealed record Tile(double Least, double Greatest, Bucket Now, Bucket Before)
{
    /// <summary>The tiles in order; equal values that fell into two of them are one.</summary>
    public static List<Tile> Read(Answer answer)
    {
        var tiles = new List<Tile>();
        foreach (var row in answer.Rows)
        {
            var tile = new Tile(
                Cell.Real(row[1]),
                Cell.Real(row[2]),
                new Bucket(Cell.Real(row[3]), Cell.Real(row[4]), Cell.Real(row[5]), 0),
                new Bucket(Cell.Real(row[6]), Cell.Real(row[7]), Cell.Real(row[8]), 0)
            );
            if (tiles.Count > 0 && tiles[^1].Greatest >= tile.Least)
                tiles[^1] = new Tile(tiles[^1].Least, tile.Greatest, tiles[^1].Now + tile.Now, tiles[^1].Before + tile.Before);
            else
                tiles.Add(tile);
        }
        return tiles;
    }
}
