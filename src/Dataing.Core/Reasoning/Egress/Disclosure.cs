using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dataing.Core.DataSources;
using Dataing.Core.Findings;
using Dataing.Core.Json;
using Dataing.Sql.Dialects;
using Dataing.Sql.Pii;

namespace Dataing.Core.Reasoning.Egress;

/// <summary>
/// What of one case may be said to a model. Personal data is masked wherever it appears, by column and by shape; values of groups that are
/// too small do not leave; other text values leave as pseudonyms where the policy wants it, and are put back into what returns. It follows
/// from the facts alone, so that a resumed run says the same.
/// </summary>
internal sealed partial class Disclosure
{
    private const int ShortestNumber = 4;
    private const int ShortestRareValue = 4;
    private const string SmallGroup = "<small_group>";
    private const string FreeText = "<free_text>";
    private const int WordsOfAName = 5;
    private const int LengthOfAName = 120;

    private readonly EgressPolicy _policy;
    private readonly SensitiveColumns _sensitive;
    private readonly IReadOnlyList<(Evidence Evidence, ResultReading Reading)> _results;
    private readonly HashSet<string> _names;
    private readonly KnownValues _masks = new();
    private readonly Regex? _conditions;

    private Disclosure(CaseFacts facts, EgressPolicy policy, Finding? draft)
    {
        _policy = policy;
        Dialect = SqlDialect.Find(facts.Dialect);
        var catalog = new SchemaSnapshot(facts.Tables).ToCatalog();
        _results = [.. facts.Evidence.DistinctBy(e => e.Id).Select(e => (e, ResultReading.Of(e, Dialect, catalog)))];
        _sensitive = new SensitiveColumns(facts.Tables, [.. _results.Select(r => r.Reading)]);
        _names = facts
            .Tables.SelectMany(t => t.Columns.Select(c => c.Name).Append(t.Name.Name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        _conditions = ConditionsOn(_sensitive.Names());
        Scope?[] scopes = [facts.Profile?.Scope, draft?.Scope];
        var culprit = draft?.RootCause?.Culprit;
        MaskColumns(scopes, culprit);
        MaskRare(scopes, culprit);
        Pseudonyms = new Pseudonyms(policy.Pseudonyms, facts.Tables.SelectMany(t => t.Columns.Select(c => c.Name).Append(t.Name.Name)));
        foreach (var value in ScopeTexts(scopes[0]).Concat(ShownTexts()).Concat(ScopeTexts(scopes[1])).Append(culprit?.Value))
            if (value is not null && !_masks.Contains(value))
                Pseudonyms.Add(value);
    }

    public SqlDialect? Dialect { get; }

    public Pseudonyms Pseudonyms { get; }

    public static Disclosure Of(CaseFacts facts, EgressPolicy policy, Finding? draft = null) => new(facts, policy, draft);

    /// <summary>A text as it may leave.</summary>
    public string Text(string text)
    {
        var masked = _masks.Replace(PiiMask.Text(text));
        return Pseudonyms.Hide(_conditions is null ? masked : _conditions.Replace(masked, m => m.Groups[1].Value + "<masked>"));
    }

    /// <summary>Text of people or data as it may leave: bounded, and between marks that it cannot close.</summary>
    public string Untrusted(string? text, int length = 300) =>
        string.IsNullOrEmpty(text) ? "" : CaseFile.Untrusted(Text(CaseFile.Printable(text)), length);

    /// <summary>
    /// What an engine or the guard said of a query. Engines quote the value that they could not read: what is quoted leaves only when the
    /// query or the schema holds it.
    /// </summary>
    public string Error(string error, string sql, int length) =>
        Untrusted(Quoted().Replace(error, m => IsSaid(m.Groups[1].Value + m.Groups[2].Value, sql) ? m.Value : "<value>"), length);

    /// <summary>Anything as JSON, each of its texts as it may leave.</summary>
    public string Json<T>(T value) =>
        Shown(JsonSerializer.SerializeToNode(value, DataingJson.Wire))?.ToJsonString(DataingJson.Wire) ?? "null";

    /// <summary>The rows of a result that may leave, cell by cell, and how many may not.</summary>
    public (IReadOnlyList<IReadOnlyList<string>> Rows, int LeftOut) Rows(Evidence evidence)
    {
        if (ReadingOf(evidence) is not { } reading)
            return ([], evidence.Rows.Count);
        var shown = evidence.Rows.Where(row => MayLeave(reading, row)).ToList();
        return (
            [.. shown.Select(row => row.Select((cell, i) => Cell(ColumnAt(reading, i), cell)).ToList())],
            evidence.Rows.Count - shown.Count
        );
    }

    public ProposedHypothesis Restore(ProposedHypothesis h) =>
        new(Pseudonyms.Restore(h.Title), h.Category, Pseudonyms.Restore(h.Reasoning), Restore(h.Test))
        {
            Mechanism = h.Mechanism,
            Rows = h.Rows?.Select(r => r with { Values = r.Values?.Select(Pseudonyms.Restore).ToList() }).ToList(),
        };

    public ProposedTest Restore(ProposedTest test) => test with { Sql = Pseudonyms.RestoreSql(test.Sql, Dialect) };

    public Interpretation Restore(Interpretation i) =>
        new(Pseudonyms.Restore(i.Summary), Restore(i.Trigger), Restore(i.Mechanism), Restore(i.Differentiator), Restore(i.NextQuestion));

    public Synthesis Restore(Synthesis s) =>
        new(
            Pseudonyms.Restore(s.Statement),
            [.. s.CausalChain.Select(step => step with { Statement = Pseudonyms.Restore(step.Statement) })],
            [
                .. s.Recommendations.Select(r => new Recommendation(
                    Pseudonyms.Restore(r.Title),
                    r.Command is { } command ? Pseudonyms.RestoreSql(command, Dialect) : null
                )),
            ]
        );

    private string? Restore(string? text) => text is null ? null : Pseudonyms.Restore(text);

    private bool IsSaid(string quoted, string sql) =>
        quoted.Length == 0 || sql.Contains(quoted, StringComparison.OrdinalIgnoreCase) || quoted.Split('.').All(_names.Contains);

    [GeneratedRegex("'((?:[^']|'')*)'|\"([^\"]*)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    /// <summary>The value that decided a test, unless it is that of a few rows.</summary>
    public string Observed(JudgedTest judged) =>
        judged.Observed is not { } value ? "none"
        : judged.Evidence.Rows.Any(row => ReadingOf(judged.Evidence) is { } reading && MayLeave(reading, row))
            ? Text(value.ToString("R", CultureInfo.InvariantCulture))
        : $"not shown: it stands for fewer than {_policy.MinimumGroupSize} rows of data";

    private ResultReading? ReadingOf(Evidence evidence) => _results.FirstOrDefault(r => r.Evidence.Id == evidence.Id).Reading;

    private PiiColumn ColumnAt(ResultReading reading, int i) =>
        i < reading.Columns.Count ? _sensitive.Judge(reading.Columns[i]) : new PiiColumn("", PiiKind.Unresolved, true);

    private string Cell(PiiColumn column, object? cell) =>
        PiiMask.Value(column, cell) switch
        {
            string text when !_policy.FreeText && IsFree(text) => FreeText,
            string text => Untrusted(MaskedJson.Text(text), 80),
            byte[] bytes => string.Create(CultureInfo.InvariantCulture, $"({bytes.Length} bytes)"),
            var other => CellText.Of(other),
        };

    /// <summary>More words than the name of a thing has: somebody wrote it, and whom it names nobody can tell by its shape.</summary>
    private static bool IsFree(string text) =>
        !text.AsSpan().TrimStart().StartsWith("{")
        && (
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length > WordsOfAName
            || (text.Length > LengthOfAName && text.Contains(' ', StringComparison.Ordinal))
        );

    /// <summary>A row that stands for few rows of data could point at a person. Without any text or group it points at nobody.</summary>
    private bool MayLeave(ResultReading reading, IReadOnlyList<object?> row) =>
        _policy.MinimumGroupSize <= 1
        || reading.GroupSize(row) is not { } size
        || size >= _policy.MinimumGroupSize
        || (reading.IsAggregate && !row.Any(cell => cell is string));

    private void MaskColumns(Scope?[] scopes, Culprit? culprit)
    {
        foreach (var (evidence, reading) in _results)
        {
            for (var i = 0; i < reading.Columns.Count; i++)
                if (_sensitive.Judge(reading.Columns[i]) is { Kind: { } kind and not PiiKind.Unresolved } column)
                    foreach (var row in evidence.Rows.Where(row => i < row.Count))
                        MaskCell(row[i], kind, column.IsDirect);
            var beside = reading
                .Reads.Where(r => _sensitive.Kind(r.Column, r.Table) is not null)
                .Select(r => r.Column.Split('.')[0])
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (beside.Count > 0)
                foreach (var literal in reading.LiteralsBeside(beside))
                    Mask(literal, "<masked>");
        }
        foreach (var scope in scopes.OfType<Scope>())
        foreach (var condition in scope.Predicate)
            if (_sensitive.Kind(condition.Column, scope.Table) is { } kind)
                foreach (var value in Flat(condition.Value))
                    MaskCell(value, kind, isDirect: true);
        if (culprit is { Column: { } c, Value: { } v } && _sensitive.Kind(c, culprit.Table) is { } culpritKind)
            Mask(v, PiiMask.Label(culpritKind));
    }

    private void MaskCell(object? cell, PiiKind kind, bool isDirect)
    {
        if (cell is string text)
            Mask(text, PiiMask.Label(kind));
        else if (isDirect && cell is not (null or bool or byte[]))
            Mask(CellText.Of(cell), PiiMask.Label(kind));
    }

    /// <summary>A short number is everywhere and says nothing; the name of a table or column leaves anyway.</summary>
    private void Mask(string value, string label)
    {
        var text = CaseFile.Printable(value).Trim();
        if (_names.Contains(text) || (text.Length < ShortestNumber && text.All(char.IsAsciiDigit)))
            return;
        _masks.Add(text, label);
        _masks.Add(PiiMask.Text(text), label);
    }

    /// <summary>Values that only rows of small groups hold do not leave in any sentence either.</summary>
    private void MaskRare(Scope?[] scopes, Culprit? culprit)
    {
        var allowed = ShownTexts().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var scope in scopes.OfType<Scope>())
        {
            var isSmall = scope.AffectedRows is { } rows && rows < _policy.MinimumGroupSize && !scope.WholeTable;
            foreach (var value in ScopeTexts(scope))
                if (isSmall)
                    Mask(value, SmallGroup);
                else
                    allowed.Add(value);
        }
        if (culprit?.Value is { } named)
            allowed.Add(named);
        foreach (var (evidence, reading) in _results)
        foreach (var cell in evidence.Rows.Where(row => !MayLeave(reading, row)).SelectMany(row => row))
            if (RareText(cell, evidence) is { Length: >= ShortestRareValue } value && !allowed.Contains(value))
                Mask(value, SmallGroup);
    }

    /// <summary>A text; and of a query that a model asked for, a figure too, for the sentence about it quotes it.</summary>
    private static string? RareText(object? cell, Evidence evidence) =>
        cell switch
        {
            string text => text,
            long or double or ExactDecimal when evidence.HypothesisId.StartsWith('m') => CellText.Of(cell),
            _ => null,
        };

    private IEnumerable<string> ShownTexts() =>
        _results.SelectMany(r => r.Evidence.Rows.Where(row => MayLeave(r.Reading, row)).SelectMany(row => row).OfType<string>());

    private static IEnumerable<string> ScopeTexts(Scope? scope) =>
        scope is null ? [] : scope.Predicate.SelectMany(c => Flat(c.Value)).OfType<string>();

    private static IEnumerable<object?> Flat(object? value) => value is IEnumerable<object?> many ? many : [value];

    private JsonNode? Shown(JsonNode? node) =>
        node switch
        {
            JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Shown(f.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Shown)]),
            JsonValue value when value.TryGetValue<string>(out var text) => Text(CaseFile.Printable(text)),
            JsonValue value when _masks.Contains(value.ToJsonString()) => "<masked>",
            _ => node?.DeepClone(),
        };

    /// <summary>"full_name = 'Jane Roe'" in any text: what a sensitive column is compared with.</summary>
    private static Regex? ConditionsOn(IReadOnlySet<string> names)
    {
        if (names.Count == 0)
            return null;
        var pattern = new StringBuilder("(\\b(?:");
        pattern.AppendJoin('|', names.Order(StringComparer.Ordinal).Select(Regex.Escape));
        pattern.Append(@")\b[""`\])]*\s*(?:=|!=|<>|<=|>=|<|>|\bnot\s+like\b|\bi?like\b|\bnot\s+in\b|\bin\b|\bbetween\b)\s*)");
        pattern.Append(@"(?:\([^()]*\)|'(?:[^']|'')*'(?:\s+and\s+'(?:[^']|'')*')?|[^\s,;()'&|]+)");
        return new Regex(pattern.ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }
}
