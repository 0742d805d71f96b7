namespace Dataing.Sql.Guard.Work;

/// <summary>How long the values of the columns in sight are, nearest query first. Two columns of one name count as the longer one.</summary>
internal sealed class LengthScope
{
    private readonly List<Dictionary<string, double>> _frames = [];

    public void Open() => _frames.Add(new(StringComparer.OrdinalIgnoreCase));

    public void Close() => _frames.RemoveAt(_frames.Count - 1);

    public void Add(string name, double length)
    {
        var frame = _frames[^1];
        frame[name] = Math.Max(length, frame.GetValueOrDefault(name));
    }

    /// <summary>What nothing is known of, such as a column of a table, counts as one.</summary>
    public double Of(string name)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            if (_frames[i].TryGetValue(name, out var length))
                return length;
        }
        return 1;
    }

    /// <summary>The columns that a star stands for.</summary>
    public IEnumerable<KeyValuePair<string, double>> Nearest => [.. _frames[^1]];
}
