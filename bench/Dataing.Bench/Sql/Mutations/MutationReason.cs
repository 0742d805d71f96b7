using Dataing.Sql.Guard;
using Dataing.Sql.Syntax;

namespace Dataing.Bench.Sql.Mutations;

/// <summary>Why an attack that one edit changed is no attack any more: what became of the word for which it was refused.</summary>
internal static class MutationReason
{
    public static string Of(string attack, string mutant, QueryVerdict.Refused refused, CheckedQuery allowed)
    {
        var word = WordAt(attack, refused);
        if (word.Length == 0)
            return "the edit removed what was refused";
        foreach (var node in SqlTree.DescendantsAndSelf(allowed.Tree))
        {
            var place = node switch
            {
                SelectItem { Alias: { } alias } when Same(alias, word) => "is the name of a result column now",
                TableSource.Table { Alias.Name: { } alias } when Same(alias, word) => "is the alias of a table now",
                TableSource.Table table when table.Name.Parts.Any(p => Same(p, word)) =>
                    "is the name of a table now, which a snapshot would have to know",
                TableSource.Function { Alias.Name: { } alias } when Same(alias, word) => "is the alias of a function's rows now",
                Expression.Column column when column.Parts.Any(p => Same(p, word)) =>
                    "is a column now, which a snapshot would have to know",
                Expression.String text when text.Value.Contains(word, StringComparison.OrdinalIgnoreCase) => "stands inside a text now",
                Expression.FunctionCall call when Same(call.Name.Last, word) => "is the listed function of that name now",
                CommonTable table when Same(table.Name, word) => "is a common table of the query's own now",
                _ => null,
            };
            if (place is not null)
                return $"the word {place}";
        }
        return allowed.Text.Contains(word, StringComparison.OrdinalIgnoreCase) ? "the word stands elsewhere and does nothing there"
            : mutant.Contains(word, StringComparison.OrdinalIgnoreCase) ? "the word stands in a comment now"
            : "the word is gone or is another one";
    }

    private static bool Same(Identifier name, string word) => string.Equals(name.Text, word, StringComparison.OrdinalIgnoreCase);

    private static string WordAt(string attack, QueryVerdict.Refused refused)
    {
        var lines = attack.Split('\n');
        if (refused.Line < 1 || refused.Line > lines.Length)
            return "";
        var line = lines[refused.Line - 1];
        var start = Math.Clamp(refused.Column - 1, 0, line.Length);
        return new string([.. line[start..].SkipWhile(c => !IsPart(c)).TakeWhile(IsPart)]);
    }

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';
}
