namespace Dataing.Sql.Building;

/// <summary>How coarse a truncated time is.</summary>
public enum CalendarUnit
{
    Minute,
    Hour,
    Day,

    /// <summary>Weeks begin on Monday.</summary>
    Week,
    Month,
    Quarter,
    Year,
}
