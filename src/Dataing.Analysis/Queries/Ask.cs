using Dataing.Core.DataSources;
using Dataing.Sql.Building;
using Dataing.Sql.Syntax;

namespace Dataing.Analysis.Queries;

/// <summary>What the analyst's questions share.</summary>
internal static class Ask
{
    /// <summary>The name of the watched rows in every question.</summary>
    public const string Rows = "t";

    public static TableSource.Table Table(TableName name, string alias) =>
        Relation.Table([.. new[] { name.Catalog, name.Schema, name.Name }.OfType<string>()], alias);

    /// <summary>As a binary floating-point number, so that sums neither overflow nor divide as integers; every source reads this name of it.</summary>
    public static Expression Real(Expression value) => new Expression.Cast(value, new DataType.Named("DOUBLE PRECISION"));
}
