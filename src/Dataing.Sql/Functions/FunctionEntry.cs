namespace Dataing.Sql.Functions;

/// <summary>Where a function may stand.</summary>
[Flags]
public enum FunctionClasses
{
    None = 0,
    Scalar = 1,
    Aggregate = 2,
    Window = 4,
    Table = 8,
}

/// <summary>A function that only computes, and how to tell how much it makes.</summary>
public sealed record FunctionEntry(string Name, FunctionClasses Classes)
{
    /// <summary>Arguments are start, stop and step of a series (with one argument: stop).</summary>
    public bool IsSeries { get; init; }

    /// <summary>The last numeric argument is a number of rows.</summary>
    public bool IsCount { get; init; }

    /// <summary>The argument, counted from 1, that says how long or how many; 0: none.</summary>
    public int SizeArgument { get; init; }

    /// <summary>The named argument that says how many rows, or null.</summary>
    public string? NamedSize { get; init; }

    /// <summary>It makes rows or elements of its own, as many as its arguments say.</summary>
    public bool Makes => IsSeries || IsCount || NamedSize is not null;

    public bool Is(FunctionClasses classes) => (Classes & classes) != 0;
}
