using SyncWorker.Union.Calendars;

namespace SyncWorker.Union;

/// <summary>Until when a reminder can be put off: the farther its last step, the longer; never beyond that step.</summary>
static class SnoozeChoices
{
    /// <summary>How long "nhắc lại sau" puts a reminder off, in working days.</summary>
    const int LaterBy = 3;

    /// <summary>The choices that a mail of the day offers; none on the day of the last step or after it.</summary>
    /// <param name="lastStep">Null when nothing more comes.</param>
    public static IReadOnlyList<AnswerAction> Offered(DateOnly today, DateOnly? lastStep, WorkCalendar calendar)
    {
        if (lastStep is not { } last)
        {
            return [];
        }

        AnswerAction[] near = (last.DayNumber - today.DayNumber) switch
        {
            > 45 => [AnswerAction.NextWeek, AnswerAction.NextMonth],
            > 14 => [AnswerAction.Later, AnswerAction.NextWeek],
            _ => [AnswerAction.Tomorrow, AnswerAction.Later],
        };
        return [.. near.Where(choice => Until(choice, today, calendar) <= last)];
    }

    /// <summary>The working day on which it is named again; null for an answer that puts nothing off.</summary>
    public static DateOnly? Until(AnswerAction answer, DateOnly today, WorkCalendar calendar) =>
        answer switch
        {
            AnswerAction.Tomorrow => calendar.AddWorking(today, 1),
            AnswerAction.Later => calendar.AddWorking(today, LaterBy),
            AnswerAction.NextWeek => calendar.Forward(today.AddDays(7)),
            AnswerAction.NextMonth => calendar.Forward(today.AddMonths(1)),
            _ => null,
        };
}
