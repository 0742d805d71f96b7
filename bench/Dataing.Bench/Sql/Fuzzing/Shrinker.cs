namespace Dataing.Bench.Sql.Fuzzing;

/// <summary>Leaves out of a text whatever can be left out while it still goes wrong, so that many failures show themselves to be one.</summary>
internal static class Shrinker
{
    public static string Shrink(string text, Func<string, bool> isWrong)
    {
        for (var size = Math.Max(1, text.Length / 2); size > 0; size = size == 1 ? 0 : size / 2)
        {
            for (var at = 0; at + size <= text.Length; )
            {
                var shorter = text.Remove(at, size);
                if (isWrong(shorter))
                    text = shorter;
                else
                    at++;
            }
        }
        return text;
    }

    /// <summary>What is alike in texts that differ only in names and numbers.</summary>
    public static string ShapeOf(string text) => string.Concat(text.Select(c => char.IsDigit(c) ? '0' : c)).ToUpperInvariant();
}
