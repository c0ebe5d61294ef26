using System.Globalization;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// One line of the sheet of events: something that is held on a day, which may be another than that of the anniversaries it
/// covers. They appear in its line; its day never replaces theirs.
/// </summary>
sealed record HeldEvent(string Id, DateOnly Day)
{
    public required string TitleVi { get; init; }

    public string? TitleEn { get; init; }

    /// <summary>Local time at the place.</summary>
    public TimeOnly? Time { get; init; }

    public string? Place { get; init; }

    /// <summary>Minutes the place's clock is ahead of UTC on that day; null when the place keeps Vietnamese time.</summary>
    public int? OffsetMinutes { get; init; }

    /// <summary>The place's zone by its IANA name, as <see cref="OffsetMinutes"/>.</summary>
    public string? Zone { get; init; }

    /// <summary>The position that prepares it.</summary>
    public string? Officer { get; init; }

    public string? Country { get; init; }

    /// <summary>The anniversaries it covers, such as <c>relations/HU</c>: see <see cref="EventCovers"/>.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    public bool IsCancelled { get; init; }

    /// <summary>First day on which the sheet had it: steps from before do not count.</summary>
    public DateOnly KnownOn { get; init; }

    /// <summary>", 19:00 (06:00 ngày 14/09/2025 giờ Hà Nội), Caracas": both clocks when the place keeps another time.</summary>
    public string Where(bool english)
    {
        var place = Place is null ? "" : $", {Place}";
        return Time is not { } time ? place : $", {FormatTime(time)}{HanoiTime(time, english)}{place}";
    }

    string HanoiTime(TimeOnly time, bool english)
    {
        if (OffsetMinutes is not { } offset || offset == 7 * 60)
        {
            return "";
        }

        var there = Day.ToDateTime(time).AddMinutes((7 * 60) - offset);
        var clock = FormatTime(TimeOnly.FromDateTime(there));
        var day = there.ToString(english ? "d MMMM yyyy" : "dd/MM/yyyy", CultureInfo.InvariantCulture);
        return english ? $" local time ({clock} on {day} in Hanoi)" : $" giờ địa phương ({clock} ngày {day} giờ Hà Nội)";
    }

    static string FormatTime(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
