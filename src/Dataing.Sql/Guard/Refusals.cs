using Dataing.Sql.Parsing;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>Turns what was found into a refusal with its place in the text.</summary>
internal static class Refusals
{
    private const int WidestExcerpt = 120;

    public static QueryVerdict.Refused OfSyntax(SqlSyntaxError error) =>
        new(CodeOf(error.Code), error.Hint is null ? error.Message : $"{error.Message} {error.Hint}")
        {
            Span = error.Span,
            Line = error.Line,
            Column = error.Column,
            Excerpt = error.Excerpt,
        };

    public static QueryVerdict.Refused Of(Finding finding, string sql)
    {
        var span = finding.At?.Span ?? default;
        if (span.IsEmpty || span.End > sql.Length)
            return new(finding.Code, finding.Message);
        var start = sql.LastIndexOf('\n', Math.Max(0, span.Start - 1), Math.Max(0, span.Start)) + 1;
        var end = sql.IndexOf('\n', span.Start);
        return new(finding.Code, finding.Message)
        {
            Span = span,
            Line = sql.AsSpan(0, span.Start).Count('\n') + 1,
            Column = span.Start - start + 1,
            Excerpt = Excerpt(sql[start..(end < 0 ? sql.Length : end)].TrimEnd('\r'), span.Start - start),
        };
    }

    private static string Excerpt(string line, int at)
    {
        var from = at > WidestExcerpt ? at - WidestExcerpt / 2 : 0;
        var shown = line.AsSpan(from, Math.Min(WidestExcerpt, line.Length - from)).ToString().Replace('\t', ' ');
        return $"{shown}\n{new string(' ', at - from)}^";
    }

    private static string CodeOf(SyntaxErrorCode code) =>
        code switch
        {
            SyntaxErrorCode.Syntax or SyntaxErrorCode.Token => RefusalCodes.Syntax,
            SyntaxErrorCode.NotAQuery => RefusalCodes.NotAQuery,
            SyntaxErrorCode.MultipleStatements => RefusalCodes.MultipleStatements,
            SyntaxErrorCode.SelectInto => RefusalCodes.SelectInto,
            SyntaxErrorCode.ExecutableComment => RefusalCodes.ExecutableComment,
            SyntaxErrorCode.TooDeep => RefusalCodes.TooDeep,
            SyntaxErrorCode.TooLong => RefusalCodes.TooLong,
            SyntaxErrorCode.Empty => RefusalCodes.Empty,
            _ => RefusalCodes.Syntax,
        };
}
