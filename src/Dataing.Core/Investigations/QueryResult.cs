using Dataing.Core.DataSources;

namespace Dataing.Core.Investigations;

/// <summary>A whole, bounded result in memory, exact to the digit, as it is kept in the log.</summary>
public sealed record QueryResult(IReadOnlyList<ResultColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, QueryOutcome Outcome);
