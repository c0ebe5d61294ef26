using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>Turns leads into steps: the day to mail on and the arithmetic in words.</summary>
static class Steps
{
    /// <summary>Of a repeated reminder so many on each side of the day, and none more than a year after it.</summary>
    const int MostRepeats = 60;

    const int RepeatedDays = 366;

    /// <summary>What the config's schema says of a rule's <c>repeat</c>.</summary>
    public const string RepeatWords =
        "A reminder so often until it is done, such as \"1 week\": before the day from the first step of `lead` on, after it for a year at most, to those of `to`.";

    /// <summary>At least one of its unit.</summary>
    public const string RepeatPattern = @"^\s*0*[1-9]";

    public const string RepeatFault = "It comes again after no time.";

    public const string RepeatFix = "Write such as \"1 week\", or leave it out.";

    /// <summary>The steps before a day by which something is to be done: the leads, and between the first of them and the day one for each repeat.</summary>
    public static IReadOnlyList<Step> Before(
        DateOnly day,
        IReadOnlyList<Lead> leads,
        Lead? repeat,
        IReadOnlyList<Addressee> to,
        WorkCalendar calendar
    ) => Before(day, Repeated(day, leads, repeat, calendar), to, Roll.Previous, calendar);

    /// <summary>The leads, and between the first of them and the day one for each repeat.</summary>
    static IReadOnlyList<Lead> Repeated(DateOnly day, IReadOnlyList<Lead> leads, Lead? repeat, WorkCalendar calendar)
    {
        if (repeat is not { Number: > 0 } every || leads.Count == 0)
        {
            return leads;
        }

        var first = leads.Min(lead => lead.RawBefore(day, calendar));
        return [.. leads, .. Multiples(every).TakeWhile(lead => lead.RawBefore(day, calendar) >= first)];
    }

    /// <summary>The steps after the day, and for each repeat one to those who were reminded before it.</summary>
    public static IReadOnlyList<OverdueStep> Repeated(
        DateOnly day,
        IReadOnlyList<OverdueStep> overdue,
        (Lead? Every, IReadOnlyList<Addressee> To) repeat,
        WorkCalendar calendar
    )
    {
        if (repeat.Every is not { Number: > 0 } every)
        {
            return overdue;
        }

        var until = day.AddDays(RepeatedDays);
        var repeats = Multiples(every).TakeWhile(after => after.RawAfter(day, calendar) <= until).ToList();
        return
        [
            .. overdue.Select(step =>
                repeats.Contains(step.After)
                    ? new()
                    {
                        After = step.After,
                        To = [.. step.To.Union(repeat.To)],
                        Draft = step.Draft,
                    }
                    : step
            ),
            .. repeats
                .Where(after => !overdue.Any(step => step.After == after))
                .Select(after => new OverdueStep { After = after, To = repeat.To }),
        ];
    }

    static IEnumerable<Lead> Multiples(Lead every) =>
        Enumerable.Range(1, MostRepeats).Select(n => new Lead(every.Number * n, every.Unit)).TakeWhile(lead => lead.Number <= 1000);

    public static IReadOnlyList<Step> Before(
        DateOnly day,
        IEnumerable<Lead> leads,
        IReadOnlyList<Addressee> to,
        Roll roll,
        WorkCalendar calendar
    ) =>
        [
            .. leads
                .Distinct()
                .Select(lead => (Lead: lead, Raw: lead.RawBefore(day, calendar), SendOn: lead.Before(day, calendar, roll)))
                .OrderBy(step => step.SendOn)
                .ThenBy(step => step.Raw)
                .Select(step => new Step(
                    ReminderStep.Before(step.Lead.ToString()),
                    step.SendOn,
                    Describe(step.Lead, day, step.Raw, step.SendOn, calendar)
                )
                {
                    To = to,
                    Raw = step.Raw,
                }),
        ];

    public static Step After(DateOnly due, OverdueStep overdue, IReadOnlyList<Addressee> to, WorkCalendar calendar)
    {
        var on = overdue.After.After(due, calendar);
        return new(ReminderStep.Overdue(overdue.After.ToString()), on, $"{overdue.After} after {due:yyyy-MM-dd} is {Day(on)}")
        {
            To = to,
            Raw = on,
            Draft = overdue.Draft,
        };
    }

    static string Describe(Lead lead, DateOnly day, DateOnly raw, DateOnly sendOn, WorkCalendar calendar)
    {
        var before = lead.Number == 0 ? $"the day itself, {Day(raw)}" : $"{lead} before {day:yyyy-MM-dd} is {Day(raw)}";
        if (raw == sendOn)
        {
            return before;
        }

        var why = calendar.Find(raw) is { IsWorking: false } off ? off.NameVi : "a weekend";
        return $"{before}, {why}: moved to {Day(sendOn)}";
    }

    static string Day(DateOnly day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day:ddd yyyy-MM-dd}");
}
