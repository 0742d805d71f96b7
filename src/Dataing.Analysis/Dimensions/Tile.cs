using Dataing.Analysis.Queries;
using Dataing.Analysis.Timing;
using Dataing.Core.Investigations;

namespace Dataing.Analysis.Dimensions;

/// <summary>The rows between two values of a number, in the incident window and in all past stretches together.</summary>
internal sealed record Tile(double Least, double Greatest, Bucket Now, Bucket Before)
{
    /// <summary>The tiles in order.</summary>
    public static List<Tile> Read(Answer answer) =>
        [
            .. answer.Rows.Select(row => new Tile(
                Cell.Real(row[1]),
                Cell.Real(row[2]),
                new Bucket(Cell.Real(row[3]), Cell.Real(row[4]), Cell.Real(row[5]), 0),
                new Bucket(Cell.Real(row[6]), Cell.Real(row[7]), Cell.Real(row[8]), 0)
            )),
        ];
}
