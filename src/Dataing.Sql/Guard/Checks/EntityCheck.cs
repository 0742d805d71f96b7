namespace Dataing.Sql.Guard.Checks;

/// <summary>No document of XML declares entities: they name files, and multiply.</summary>
internal static class EntityCheck
{
    public static Finding? Examine(QueryFacts facts) =>
        facts.Entities is { } text
            ? new(RefusalCodes.ExternalRelation, "Leave out <!ENTITY …>: an entity may be a file, or grow without bound.", text)
            : null;

    /// <summary>A document, not a pattern that looks for one.</summary>
    public static bool Declares(string text) =>
        text.Contains("<!ENTITY", StringComparison.Ordinal)
        && text.AsSpan().TrimStart() is ['<', ..]
        && text.Contains('[', StringComparison.Ordinal);
}
