using System.Globalization;

namespace SyncWorker.Tests.Remind;

/// <summary>
/// A second opinion on who is reminded of what on which day, worked out from the words of the policy, long breaks included, and sharing no
/// code with
/// the planner: no tables, no prefix sums, one day after the other, holidays read from the files as text. Slow on purpose.
/// <para>
/// The policy: a day comes back every year on its month and day, 29 February on the 28th where there is none. Years are the year
/// of the occurrence less that of the origin; ending in 0 they are reminded of 12, 6, 3 and 1 months ahead as well, ending in 5
/// 6, 3 and 1. A lead in working days counts working days backwards, the day itself not counted; one in days or months is
/// arithmetic, and goes back to the last working day when it lands on a day off. Steps that land on one day are one mail, the
/// one nearest to the event. Around a run of at least four days off: what would land in it is told three working days before
/// it; a day in it or within five working days after it is named then in any case, and a day after it again on the first day
/// back. Reports: 14 days, 5 and 1 working days ahead; overdue 1, 3 and 7 working days after, but not on the first two working
/// days after a long run off.
/// </para>
/// </summary>
sealed class SecondOpinion(string calendarFolder, bool longBreaks)
{
    readonly Dictionary<string, bool> _worked = Directory
        .GetFiles(calendarFolder, "*.csv")
        .SelectMany(File.ReadAllLines)
        .Where(line => char.IsDigit(line[0]))
        .Select(line => (Day: line[..10], Worked: line.Contains(",swap_work,", StringComparison.Ordinal)))
        .GroupBy(at => at.Day)
        .ToDictionary(group => group.Key, group => group.First().Worked);

    readonly Dictionary<DateOnly, bool> _memory = [];

    public bool Works(DateOnly day)
    {
        if (!_memory.TryGetValue(day, out var works))
        {
            var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            _memory[day] = works = _worked.TryGetValue(text, out var listed)
                ? listed
                : day.DayOfWeek != DayOfWeek.Saturday && day.DayOfWeek != DayOfWeek.Sunday;
        }

        return works;
    }

    /// <summary>Lines "day subject step" for one yearly date between two days.</summary>
    public IEnumerable<string> Anniversary(string subject, DateOnly origin, string[] leads, DateOnly from, DateOnly to)
    {
        for (var year = Math.Max(from.Year, origin.Year + 1); year <= to.Year + 1; year++)
        {
            var day =
                origin is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(year)
                    ? new DateOnly(year, 2, 28)
                    : new DateOnly(year, origin.Month, origin.Day);
            var age = year - origin.Year;
            var all = new List<string>();
            if (age % 10 == 0)
            {
                all.AddRange(["12 months", "6 months", "3 months", "1 month"]);
            }
            else if (age % 5 == 0)
            {
                all.AddRange(["6 months", "3 months", "1 month"]);
            }

            all.AddRange(leads); // last, so that the ordinary step gives a day its name when a round one falls on the same
            foreach (var line in Mails(subject, day, all.Distinct().Select(lead => (lead, Ahead(day, lead))).ToList(), []))
            {
                if (line.Day >= from && line.Day <= to)
                {
                    yield return $"{line.Day:yyyy-MM-dd} {subject} {line.Step}";
                }
            }
        }
    }

    /// <summary>The same for a report due on a day.</summary>
    public IEnumerable<string> Report(string subject, DateOnly due, int[] overdue, bool ahead)
    {
        string[] leads = ahead ? ["14 days", "5 working days", "1 working day"] : [];
        var late = overdue.Select(n => ($"+{n} working day{(n == 1 ? "" : "s")}", NotTooSoon(WorkingAfter(due, n)))).ToList();
        return Mails(subject, due, leads.Select(lead => (lead, Ahead(due, lead))).ToList(), late)
            .Select(line => $"{line.Day:yyyy-MM-dd} {subject} {line.Step}");
    }

    List<(DateOnly Day, string Step)> Mails(
        string subject,
        DateOnly day,
        List<(string Step, DateOnly On)> ahead,
        List<(string Step, DateOnly On)> late
    )
    {
        var steps = new List<(DateOnly Send, DateOnly Raw, string Step)>();
        foreach (var (step, on) in ahead)
        {
            steps.Add(
                longBreaks && RunOff(on) is var (first, _, length) && length >= 4
                    ? (WorkingBefore(first, 3), on, step)
                    : (BackToWork(on), on, step)
            );
        }

        if (longBreaks && ahead.Count > 0 && BreakNear(day) is var (start, end))
        {
            var notice = WorkingBefore(start, 3);
            if (!steps.Any(step => step.Send == notice))
            {
                steps.Add((notice, notice, "before the break"));
            }

            var back = WorkingAfter(end, 1);
            if (day >= back && !steps.Any(step => step.Send == back))
            {
                steps.Add((back, back, "after the break"));
            }
        }

        steps.AddRange(late.Select(step => (step.On, step.On, step.Step)));
        return [.. steps.GroupBy(step => step.Send).Select(sameDay => (sameDay.Key, sameDay.OrderBy(step => step.Raw).Last().Step))];
    }

    DateOnly Ahead(DateOnly day, string lead)
    {
        if (lead == "the day")
        {
            return day;
        }

        var n = int.Parse(lead.Split(' ')[0], CultureInfo.InvariantCulture);
        return lead.Contains("working", StringComparison.Ordinal) ? WorkingBefore(day, n)
            : lead.Contains("month", StringComparison.Ordinal) ? day.AddMonths(-n)
            : day.AddDays(-n);
    }

    DateOnly BackToWork(DateOnly day)
    {
        while (!Works(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    DateOnly WorkingBefore(DateOnly day, int n)
    {
        while (n > 0)
        {
            day = day.AddDays(-1);
            n -= Works(day) ? 1 : 0;
        }

        return day;
    }

    DateOnly WorkingAfter(DateOnly day, int n)
    {
        while (n > 0)
        {
            day = day.AddDays(1);
            n -= Works(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>The run of days off around a day: first, last, length; length 0 on a working day.</summary>
    (DateOnly First, DateOnly Last, int Length) RunOff(DateOnly day)
    {
        if (Works(day))
        {
            return (day, day, 0);
        }

        var (first, last) = (day, day);
        while (!Works(first.AddDays(-1)))
        {
            first = first.AddDays(-1);
        }

        while (!Works(last.AddDays(1)))
        {
            last = last.AddDays(1);
        }

        return (first, last, last.DayNumber - first.DayNumber + 1);
    }

    /// <summary>
    /// A long run off that holds the day, or that ended so that the day is one of the five working days after it, or a day off before the
    /// fifth.
    /// </summary>
    (DateOnly First, DateOnly Last)? BreakNear(DateOnly day)
    {
        var workedSince = 0;
        for (var back = day; ; back = back.AddDays(-1))
        {
            if (RunOff(back) is { Length: >= 4 } run)
            {
                // A weekend after the fifth working day is beyond what the notice covers.
                return workedSince == 5 && !Works(day) ? null : (run.First, run.Last);
            }

            workedSince += Works(back) ? 1 : 0;
            if (workedSince > 5)
            {
                return null;
            }
        }
    }

    DateOnly NotTooSoon(DateOnly on)
    {
        if (!longBreaks)
        {
            return on;
        }

        var worked = 0;
        for (var back = on; worked <= 2; back = back.AddDays(-1))
        {
            if (RunOff(back) is { Length: >= 4 } run)
            {
                return worked is 1 or 2 ? WorkingAfter(run.Last, 3) : on;
            }

            worked += Works(back) ? 1 : 0;
        }

        return on;
    }
}
