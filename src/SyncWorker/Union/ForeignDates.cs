namespace SyncWorker.Union;

/// <summary>
/// The days that a date from outside may lie on: every calendar of the program can count with all of them. A date outside is a slip or
/// what a program writes for "none" (9999-12-31, year 1): the door refuses it by name, and one that is in the store already is set aside
/// by name.
/// </summary>
static class ForeignDates
{
    /// <summary>Founding days of foreign organisations go back to the nineteenth century.</summary>
    public static readonly DateOnly First = new(1800, 1, 1);

    public static readonly DateOnly Last = new(2150, 12, 31);

    /// <summary>
    /// Before this day nothing can have fallen due: 1 January 1900, which a spreadsheet writes for an empty date, may be a founding day
    /// and is never the end of a term.
    /// </summary>
    public static readonly DateOnly FirstDue = new(1950, 1, 1);

    public static bool Include(DateOnly day) => day >= First && day <= Last;

    /// <summary>The same for a date known to the month or the year.</summary>
    public static bool Include(PartialDate date) => date.Year >= First.Year && date.Year <= Last.Year;

    /// <summary>The day can be one that something falls due on: the end of a term, an event, a report.</summary>
    public static bool IncludeDue(DateOnly day) => day >= FirstDue && day <= Last;
}
