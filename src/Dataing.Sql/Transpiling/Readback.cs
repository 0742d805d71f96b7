using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Guard;
using Dataing.Sql.Guard.Checks;
using Dataing.Sql.Parsing;
using Dataing.Sql.Rendering;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Transpiling;

/// <summary>The last look at a translation: the target's own reader must find in the text the tree that was meant, and nothing that its engine lacks.</summary>
internal sealed class Readback(SqlDialect from, SqlDialect to)
{
    private const int Shown = 60;

    public Query Require(Query translated)
    {
        var text = SqlRenderer.Render(translated, to);
        switch (SqlParser.ParseQuery(text, to))
        {
            case ParseOutcome.Failed { Error: var error }:
                throw new UntranslatableException($"{to.Name} has no way to say what this says: {Excerpt(text, error.Span)}");
            case ParseOutcome.Parsed { Query: var read }:
                RequireSame(SameMeaning.Reduce(read), SameMeaning.Reduce(translated), text);
                RequireTypes(translated);
                RequireKnown(new QueryFacts(read, to, catalog: null, QueryPolicy.Default));
                return translated;
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>What differs lowest in the tree is what the target reads otherwise.</summary>
    private void RequireSame(SqlNode read, SqlNode meant, string text)
    {
        if (read.Equals(meant))
            return;
        var (ours, theirs) = (SqlTree.Children(meant), SqlTree.Children(read));
        if (read.GetType() == meant.GetType() && ours.Count == theirs.Count)
        {
            for (var i = 0; i < ours.Count; i++)
                RequireSame(theirs[i], ours[i], text);
        }
        throw new UntranslatableException($"{to.Name} would read this otherwise than {from.Name}: {Excerpt(text, read.Span)}");
    }

    private void RequireTypes(Query translated)
    {
        foreach (var type in SqlTree.DescendantsAndSelf(translated).OfType<DataType.Named>())
            if (!KnownTypes.Has(to, type))
                throw new UntranslatableException($"{to.Name} has no type {type.Name} that is known here; cast to another one.");
    }

    private void RequireKnown(QueryFacts facts)
    {
        if (LackingCheck.Examine(facts) is { } lack)
            throw new UntranslatableException(lack.Message);
        foreach (var (call, entry, _) in facts.Calls)
            if (entry is null && (from.Family != to.Family || FunctionCatalogue.For(from).Find(call.Name.ToString()) is not null))
                throw new UntranslatableException($"{to.Name} has no function {call.Name} that is known here.");
    }

    private static string Excerpt(string text, SourceSpan span)
    {
        var start = Math.Clamp(span.Start, 0, text.Length);
        var length = Math.Min(Math.Max(span.Length, Shown), text.Length - start);
        return length <= Shown ? text.Substring(start, length) : string.Concat(text.AsSpan(start, Shown), "…");
    }
}
