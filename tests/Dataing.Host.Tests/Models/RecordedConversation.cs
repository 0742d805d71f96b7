using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using Dataing.Adapters.Models.StandIn;

namespace Dataing.Host.Tests.Models;

/// <summary>
/// The whole conversation of an investigation in a file. A question that is not in it, word for word, is refused, and the difference is
/// kept. With DATAING_APPROVE=1 it is recorded anew; read the difference.
/// </summary>
internal sealed class RecordedConversation : IStandInScript
{
    private const string Same = "= ";
    private readonly string _path;
    private readonly bool _records = Environment.GetEnvironmentVariable("DATAING_APPROVE") == "1";
    private readonly List<(IReadOnlyList<string> Asked, string Answer)> _exchanges = [];
    private readonly ConcurrentDictionary<int, bool> _used = [];
    private readonly ConcurrentBag<(IReadOnlyList<string> Asked, string Answer)> _new = [];

    public RecordedConversation(string incident, [CallerFilePath] string caller = "")
    {
        _path = Path.Combine(Path.GetDirectoryName(caller) ?? "", "Conversations", incident + ".txt");
        if (!_records && File.Exists(_path))
            _exchanges.AddRange(Read(File.ReadAllLines(_path)));
    }

    /// <summary>What was asked and is not in the file; empty when nothing drifted.</summary>
    public ConcurrentQueue<string> Drift { get; } = [];

    public Task<StandInAnswer> AnswerAsync(StandInQuestion question, CancellationToken cancellationToken)
    {
        var asked = AskedText.Of(question);
        if (_records)
        {
            var answer = DiligentPerson.Answer(question);
            _new.Add((asked, answer));
            return Task.FromResult<StandInAnswer>(new StandInAnswer.Text(answer));
        }
        var at = _exchanges.FindIndex(e => e.Asked.SequenceEqual(asked));
        if (at >= 0)
        {
            _used[at] = true;
            return Task.FromResult<StandInAnswer>(new StandInAnswer.Text(_exchanges[at].Answer));
        }
        Drift.Enqueue(Difference(asked));
        return Task.FromResult<StandInAnswer>(new StandInAnswer.Status(400));
    }

    /// <summary>Questions of the file that nobody asked any more.</summary>
    public IReadOnlyList<string> Unasked => _records ? [] : [.. _exchanges.Where((_, i) => !_used.ContainsKey(i)).Select(e => e.Asked[0])];

    /// <summary>Writes what was recorded, in an order of its own, for questions come in any.</summary>
    public void Save()
    {
        if (!_records || _new.IsEmpty)
            return;
        var text = new StringBuilder();
        IReadOnlyList<string> before = [];
        foreach (
            var (asked, answer) in _new.OrderBy(e => e.Asked[0] != "call: propose_hypotheses")
                .ThenBy(e => string.Join('\n', e.Asked), StringComparer.Ordinal)
        )
        {
            text.Append("? ----\n");
            var same = asked.Zip(before).TakeWhile(p => p.First == p.Second).Count();
            if (same > 0)
                text.Append(Same).Append(same).Append(" lines as before\n");
            foreach (var line in asked.Skip(same))
                text.Append("? ").Append(line).Append('\n');
            text.Append("! ").Append(answer).Append('\n');
            before = asked;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(_path) ?? "");
        File.WriteAllText(_path, text.ToString());
    }

    private static IEnumerable<(IReadOnlyList<string>, string)> Read(string[] lines)
    {
        List<string> asked = [],
            before = [];
        foreach (var line in lines)
        {
            if (line == "? ----")
                (before, asked) = (asked, []);
            else if (line.StartsWith(Same, StringComparison.Ordinal))
                asked.AddRange(before.Take(int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)));
            else if (line.StartsWith("? ", StringComparison.Ordinal) || line == "?")
                asked.Add(line.Length > 2 ? line[2..] : "");
            else
                yield return (asked, line[2..]);
        }
    }

    /// <summary>The first line that the nearest recorded question has otherwise.</summary>
    private string Difference(IReadOnlyList<string> asked)
    {
        if (_exchanges.Count == 0)
            return $"{_path} is not recorded yet; run once with DATAING_APPROVE=1.";
        var (same, nearest) = _exchanges
            .Select(e => (Same: e.Asked.Zip(asked).TakeWhile(p => p.First == p.Second).Count(), e.Asked))
            .MaxBy(e => e.Same);
        return $"line {same + 1}: recorded \"{nearest.ElementAtOrDefault(same)}\", asked \"{asked.ElementAtOrDefault(same)}\"";
    }
}
