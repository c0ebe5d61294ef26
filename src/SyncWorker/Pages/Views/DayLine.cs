using SyncWorker.Remind.Planning;
using SyncWorker.Union;

namespace SyncWorker.Pages.Views;

/// <summary>A day with what is on it.</summary>
sealed record DayLine(string Iso, string Date, string Weekday, string Title, string Kind)
{
    /// <summary>The kind's word, for the filter.</summary>
    public required string KindKey { get; init; }

    public required string Department { get; init; }

    /// <summary>Numbers of the filter's departments with spaces between; empty for what is everybody's.</summary>
    public required string DepartmentKeys { get; init; }

    /// <summary>The id of the day in its page, on the first line of it.</summary>
    public string? Anchor { get; init; }

    public string? Round { get; init; }

    public string? Note { get; init; }

    public bool IsDone { get; init; }

    public string? TimeAndPlace { get; init; }

    /// <param name="departments">The filter's, in its order.</param>
    public static DayLine Create(OverviewDay day, PageContext context, IReadOnlyList<string> departments)
    {
        var t = context.T;
        return new(
            DayText.Iso(day.Day),
            PageContext.Day(day.Day),
            context.Weekday(day.Day),
            context.IsEnglish ? day.En : day.Vi,
            t.Kinds.GetValueOrDefault(day.Kind, t.Kind)
        )
        {
            KindKey = ReminderKinds.Word(CalendarPages.Shown(day.Kind)),
            Department = day.Departments.Count is 0 or > 3 ? t.Everybody : string.Join(", ", day.Departments.Select(context.Department)),
            DepartmentKeys = string.Join(' ', day.Departments.Select(name => departments.IndexOf(name)).Where(at => at >= 0)),
            Round = day.Milestone switch
            {
                Milestone.Round10 => t.Round10,
                Milestone.Round5 => t.Round5,
                _ => null,
            },
            Note = Notes(day, t) is { Length: > 0 } notes ? notes : null,
            IsDone = day.IsDone,
            TimeAndPlace = Held(day) is { Length: > 0 } held ? held : null,
        };
    }

    static string Notes(OverviewDay day, PageWords t) =>
        string.Join(
            ", ",
            new[]
            {
                day.IsDone ? t.Done : null,
                day.IsTentative ? t.Tentative : null,
                day.CoveredOn is { } on ? $"{t.CoveredOn} {PageContext.Day(on)}" : null,
            }.OfType<string>()
        );

    static string Held(OverviewDay day) =>
        string.Join(
            ", ",
            new[] { day.Time?.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), day.Place }.OfType<string>()
        );
}

static class Lists
{
    extension<T>(IReadOnlyList<T> list)
    {
        /// <summary>Where the item is; -1 when it is not there.</summary>
        public int IndexOf(T item) => list.Index().Where(at => Equals(at.Item, item)).Select(at => at.Index).FirstOrDefault(-1);
    }
}
