namespace Dataing.Sql.Guard.Work;

/// <summary>Which sources of a FROM belong together; each begins alone.</summary>
internal sealed class SourceGroups
{
    private readonly List<int> _parents = [];

    public void Add() => _parents.Add(_parents.Count);

    /// <summary>The group of a source, as the number of one of its members.</summary>
    public int Of(int source)
    {
        while (_parents[source] != source)
            source = _parents[source];
        return source;
    }

    public void Tie(int left, int right)
    {
        var (a, b) = (Of(left), Of(right));
        if (a != b)
            _parents[b] = a;
    }

    public void TieAll(HashSet<int> sources)
    {
        var first = -1;
        foreach (var source in sources)
        {
            if (first < 0)
                first = source;
            else
                Tie(first, source);
        }
    }
}
