using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// What a long break (Tết) does to steps: those that would fall into it are told in the notice, some working days before it, and
/// not one by one on its last eve; a day within it or shortly after it stands in the notice in any case; a day shortly after it
/// is named again on the first day back; no report is chased on the first days back.
/// </summary>
static class LongBreaks
{
    public const string Before = "before";
    public const string After = "after";

    public static IReadOnlyList<Step> Apply(DateOnly day, IReadOnlyList<Step> steps, LongBreak policy, WorkCalendar calendar)
    {
        var moved = steps
            .Select(step => step.IsOverdue ? NotOnTheFirstDaysBack(step, policy, calendar) : IntoTheNotice(step, policy, calendar))
            .ToList();
        if (FindNear(day, policy, calendar) is { } off && steps.FirstOrDefault(step => !step.IsOverdue) is { } pattern)
        {
            var notice = NoticeDay(off, policy, calendar);
            Add(
                moved,
                pattern with
                {
                    Name = new(StepKind.BeforeBreak),
                    SendOn = notice,
                    Raw = notice,
                    Break = Before,
                    Why = $"{Describe(off)} is a long break: its notice is on {notice:yyyy-MM-dd}",
                }
            );
            var back = calendar.Forward(off.Last.AddDays(1));
            if (day >= back)
            {
                Add(
                    moved,
                    pattern with
                    {
                        Name = new(StepKind.AfterBreak),
                        SendOn = back,
                        Raw = back,
                        Break = After,
                        Why = $"first day back after {Describe(off)}",
                    }
                );
            }
        }

        return [.. moved.OrderBy(step => step.SendOn).ThenBy(step => step.Raw)];
    }

    /// <summary>The day of the notice before a break.</summary>
    public static DateOnly NoticeDay(Break off, LongBreak policy, WorkCalendar calendar) =>
        calendar.AddWorking(off.First, -Math.Max(1, policy.NoticeBefore));

    /// <summary>The long break after a day, or before it.</summary>
    /// <param name="isAhead">The one that comes.</param>
    public static Break? Near(DateOnly today, bool isAhead, LongBreak policy, WorkCalendar calendar) =>
        Enumerable
            .Range(1, 21)
            .Select(days => FindLong(today.AddDays(isAhead ? days : -days), policy, calendar))
            .FirstOrDefault(off => off is not null);

    /// <summary>The long break that the day lies in, or whose cover reaches to it: up to so many working days after the break.</summary>
    static Break? FindNear(DateOnly day, LongBreak policy, WorkCalendar calendar)
    {
        for (var at = day; calendar.WorkingDaysBetween(at, day) <= policy.Cover; at = at.AddDays(-1))
        {
            if (FindLong(at, policy, calendar) is { } off)
            {
                return day <= calendar.AddWorking(off.Last, policy.Cover) ? off : null;
            }
        }

        return null;
    }

    static Break? FindLong(DateOnly day, LongBreak policy, WorkCalendar calendar) =>
        calendar.BreakAround(day) is { } off && off.Days >= policy.FromDays ? off : null;

    static Step IntoTheNotice(Step step, LongBreak policy, WorkCalendar calendar)
    {
        if (FindLong(step.Raw, policy, calendar) is not { } off)
        {
            return step;
        }

        var notice = NoticeDay(off, policy, calendar);
        return step with
        {
            SendOn = notice,
            Break = Before,
            Why = $"{step.Why}; within the long break {Describe(off)}: told in its notice on {notice:yyyy-MM-dd}",
        };
    }

    static Step NotOnTheFirstDaysBack(Step step, LongBreak policy, WorkCalendar calendar)
    {
        for (var n = 1; n <= policy.NoEscalation; n++)
        {
            var before = calendar.AddWorking(step.SendOn, -n);
            if (FindLong(before.AddDays(1), policy, calendar) is { } off && off.Last < step.SendOn)
            {
                var on = calendar.AddWorking(off.Last, policy.NoEscalation + 1);
                return step with { SendOn = on, Why = $"{step.Why}, too soon after the long break {Describe(off)}: {on:yyyy-MM-dd}" };
            }
        }

        return step;
    }

    static void Add(List<Step> steps, Step step)
    {
        if (!steps.Exists(other => other.SendOn == step.SendOn))
        {
            steps.Add(step);
        }
    }

    static string Describe(Break off) => $"{off.First:yyyy-MM-dd} to {off.Last:yyyy-MM-dd}";
}
