using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Work;

/// <summary>What a recursion multiplies each time round: rows by literal sources beside it, values by joining a text to itself.</summary>
internal sealed class RecursiveGrowth(IReadOnlyList<RecursiveTerm> terms, bool distinct, double mostRows)
{
    private const double LettersOfCopy = 1_000;

    private static readonly FrozenSet<string> Joining =
        "concat concat_ws array_cat array_concat list_concat list_cat arrayconcat arrayflatten"
            .Split(' ')
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rows at the last level, as far as literals say; infinity when nothing says how deep it goes.</summary>
    public double Rows()
    {
        var perRow = terms.Sum(t => t.RowsPerRow());
        return perRow <= 1 || distinct && !terms.Any(t => Growing(t).Count > 0) ? 1
            : terms.All(t => t.WalksData()) && double.IsInfinity(Depth()) ? 1
            : Math.Pow(perRow, Depth());
    }

    /// <summary>Copies of its first value that a text or list holds at the last level.</summary>
    public double Copies()
    {
        var most = 1.0;
        var kept = false;
        foreach (var term in terms)
        {
            var growing = Growing(term);
            if (growing.Count == 0 || term.Conditions().Any(c => BoundsLength(c, growing)))
                continue;
            most = Math.Max(most, term.Select.Items.Max(i => CopiesIn(i.Value, term, growing)));
            kept = true;
        }
        return most > 1 ? Math.Pow(most, Math.Min(Depth(), mostRows))
            : kept ? Kept(Depth())
            : 1;
    }

    /// <summary>A text that is a letter longer in each row comes to half the square of the rows, where all are kept.</summary>
    private static double Kept(double levels) => double.IsInfinity(levels) ? 1 : Math.Max(1, levels * levels / 2 / LettersOfCopy);

    private double Depth() => terms.Max(t => t.Depth());

    /// <summary>Columns of the recursion whose next value is longer than the one before.</summary>
    private static HashSet<string> Growing(RecursiveTerm term)
    {
        var columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in term.Select.Items.SelectMany(i => SqlTree.DescendantsAndSelf(i)).OfType<Expression.Column>())
        {
            if (
                term.ValueOf(column)?.Next is { } next
                && SqlTree.DescendantsAndSelf(next).OfType<Expression>().Any(e => Lengthens(e, term))
            )
                columns.Add(column.Last.Text);
        }
        return columns;
    }

    private static bool Lengthens(Expression value, RecursiveTerm term) =>
        value switch
        {
            Expression.Binary { Operator: BinaryOperator.Concat } => true,
            Expression.Binary { Operator: BinaryOperator.Add } => AddsTexts(term),
            Expression.FunctionCall call => Joining.Contains(call.Name.Last.Text)
                || call.Name.Last.Text.Equals("replace", StringComparison.OrdinalIgnoreCase)
                || SizeOf(call, term) > 1,
            _ => false,
        };

    private static double CopiesIn(SqlNode value, RecursiveTerm term, HashSet<string> growing) =>
        value switch
        {
            Expression.Column column => term.IsOwn(column) && growing.Contains(column.Last.Text) ? 1 : 0,
            Query => 0,
            Expression.Binary { Operator: BinaryOperator.Concat } both => CopiesIn(both.Left, term, growing)
                + CopiesIn(both.Right, term, growing),
            Expression.Binary { Operator: BinaryOperator.Add } both when AddsTexts(term) => CopiesIn(both.Left, term, growing)
                + CopiesIn(both.Right, term, growing),
            Expression.FunctionCall call when Joining.Contains(call.Name.Last.Text) => call.Arguments.Sum(a =>
                CopiesIn(a.Value, term, growing)
            ),
            Expression.FunctionCall { Arguments: [{ Value: var text }, { Value: var from }, { Value: var to }] } call
                when call.Name.Last.Text.Equals("replace", StringComparison.OrdinalIgnoreCase) => CopiesIn(text, term, growing)
                * (to is Expression.String { Value: var written } ? Math.Max(1, written.Length / (double)LengthOf(from)) : 2),
            Expression.FunctionCall { Arguments.Count: > 0 } call => Math.Max(1, SizeOf(call, term)) * MostIn(call, term, growing),
            _ => MostIn(value, term, growing),
        };

    private static double MostIn(SqlNode node, RecursiveTerm term, HashSet<string> growing) =>
        SqlTree.Children(node).Select(c => CopiesIn(c, term, growing)).DefaultIfEmpty(0).Max();

    private static int LengthOf(Expression text) => text is Expression.String { Value.Length: > 0 and var length } ? length : 1;

    /// <summary>How often REPEAT(text, n) takes its text.</summary>
    private static double SizeOf(Expression.FunctionCall call, RecursiveTerm term) =>
        call.Name.Last.Text.StartsWith("rep", StringComparison.OrdinalIgnoreCase)
        && term.Facts.Functions.Find(call.Name.Last.Text) is { SizeArgument: 2 }
        && call.Arguments.Count == 2
            ? Constants.NumberOf(call.Arguments[1].Value) ?? 2
            : 1;

    private static bool AddsTexts(RecursiveTerm term) => term.Facts.Dialect.Family == DialectFamily.SqlServer && term.StartsFromTexts;

    /// <summary><c>length(path) &lt; 200</c> ends it before anything is large.</summary>
    private bool BoundsLength(Expression condition, HashSet<string> growing) =>
        condition
            is Expression.Binary
            {
                Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual,
                Left: Expression.FunctionCall { Arguments: [{ Value: Expression.Column measured }] } length,
            } less
        && length.Name.Last.Text.Contains("len", StringComparison.OrdinalIgnoreCase)
        && growing.Contains(measured.Last.Text)
        && Constants.NumberOf(less.Right) <= mostRows;
}
