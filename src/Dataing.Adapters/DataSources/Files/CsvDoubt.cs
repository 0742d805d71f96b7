namespace Dataing.Adapters.DataSources.Files;

/// <summary>A column whose every value reads two ways, as 1,234 and 03/04/2026 do, so that it was left as text.</summary>
internal sealed record CsvDoubt(string Column, bool IsOfDates)
{
    public string Warning(FileTable table) =>
        IsOfDates
            ? $"{table.Name}: all dates of {Column} read with the day first or the month first, so it was left as text; write them as 2026-01-31."
            : $"{table.Name}: the comma in all values of {Column} may set thousands or decimals apart, so it was left as text; write decimals with a point.";
}
