using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>The types that each engine has, read from <c>known-types.txt</c>.</summary>
internal static class KnownTypes
{
    private static readonly Lazy<FrozenDictionary<string, FrozenSet<string>>> ByDialect = new(Read);

    public static bool Has(SqlDialect dialect, DataType.Named type) => ByDialect.Value[dialect.Name].Contains(type.Name.Replace(' ', '_'));

    private static FrozenDictionary<string, FrozenSet<string>> Read() =>
        FormFile
            .Lines("known-types.txt")
            .Where(l => l.Length > 0)
            .Select(l => l.Split(": "))
            .ToFrozenDictionary(p => p[0], p => p[1].Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase));
}
