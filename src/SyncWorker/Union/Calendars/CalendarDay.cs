namespace SyncWorker.Union.Calendars;

/// <summary>
/// One dated exception to "Monday to Friday are worked": a public holiday, a day off in exchange, or a Saturday that is worked.
/// </summary>
/// <param name="Date">The day itself; never passes through a time zone.</param>
/// <param name="IsWorking">True for a working Saturday, false for a day off.</param>
sealed record CalendarDay(DateOnly Date, bool IsWorking)
{
    public string NameVi { get; init; } = "";

    public string NameEn { get; init; } = "";

    /// <summary>statutory, compensatory, swap_off, swap_work, policy_new.</summary>
    public string Kind { get; init; } = "";

    /// <summary>How sure the day is; <c>provisional…</c> is shown as "tạm tính" and computed again when the notice is loaded.</summary>
    public string Status { get; init; } = "";

    /// <summary>The layout was computed, the official notice has not been seen.</summary>
    public bool IsTentative => Status.StartsWith("provisional", StringComparison.Ordinal);
}
