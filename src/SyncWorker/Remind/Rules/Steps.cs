using SyncWorker.Store.Rows;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>Turns leads into steps: the day to mail on and the arithmetic in words.</summary>
static class Steps
{
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
