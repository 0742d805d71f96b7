namespace Dataing.Bench.Sql.Fuzzing;

/// <summary>Random numbers that depend on the seed and the number of an input alone, so that any input of a long run can be made again by itself.</summary>
internal sealed class Dice(ulong seed, ulong number)
{
    private ulong _state = Mix(seed * 0x9E3779B97F4A7C15 + Mix(number + 1));

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool OneIn(int bound) => Below(bound) == 0;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
