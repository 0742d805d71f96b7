using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>Types that fill every value up to their length: CHAR, BINARY, BIT and FixedString.</summary>
internal static class PaddedType
{
    private const double Long = 100_000;

    /// <summary>How long each value of the type is; 0 for types that fill nothing up.</summary>
    public static double LengthOf(DataType type) =>
        type is DataType.Named { Arguments: [var length, ..], Name: var name }
        && name.ToUpperInvariant()
            is "CHAR"
                or "CHARACTER"
                or "BPCHAR"
                or "NCHAR"
                or "NATIONAL CHARACTER"
                or "BINARY"
                or "BIT"
                or "FIXEDSTRING"
            ? Constants.NumberOf(length) ?? 0
            : 0;

    /// <summary>Whether it is worth a look.</summary>
    public static bool IsLong(DataType.Named type) => type.Arguments.Count > 0 && LengthOf(type) > Long;
}
