using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using SyncWorker.Config;
using SyncWorker.Union;
using SyncWorker.Union.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// A distance from a day, as config writes it: <c>14 days</c>, <c>5 working days</c>, <c>6 months</c>, <c>the day</c>. The text is
/// also the step's name in the ledger, so it is always written the same way.
/// </summary>
[JsonConverter(typeof(TextJson<Lead>))]
[ConfigExample(
    "5 working days",
    "14 days",
    "6 months",
    "the day",
    Pattern = @"^(the day|\s*\d{1,9}\s+(day|week|month|working day)s?\s*)$",
    IgnoreCase = true
)]
readonly record struct Lead(int Number, LeadUnit Unit) : IParsable<Lead>
{
    /// <summary>Of days, working days or months: weeks are written as days, and read back.</summary>
    const int Most = 1000;

    public static readonly Lead TheDay = new(0, LeadUnit.Days);

    /// <summary>The day this far before, moved off a day off: counted working days land on one by themselves.</summary>
    public DateOnly Before(DateOnly day, WorkCalendar calendar, Roll roll) =>
        Unit == LeadUnit.WorkingDays && Number > 0 ? calendar.AddWorking(day, -Number) : calendar.Roll(Raw(day, -Number, calendar), roll);

    /// <summary>The day this far after. An overdue step in calendar days never comes early: it moves to the next working day.</summary>
    public DateOnly After(DateOnly day, WorkCalendar calendar) => calendar.Forward(Raw(day, Number, calendar));

    /// <summary>The arithmetic alone, before any roll.</summary>
    public DateOnly RawBefore(DateOnly day, WorkCalendar calendar) => Raw(day, -Number, calendar);

    /// <summary>The distance from a day, for a day that rolls afterwards.</summary>
    public DateOnly RawAfter(DateOnly day, WorkCalendar calendar) => Raw(day, Number, calendar);

    /// <summary>An upper bound in calendar days; of seven days at least three are worked, whatever the holidays.</summary>
    public int AtMostDays =>
        Unit switch
        {
            LeadUnit.Months => Number * 31,
            LeadUnit.WorkingDays => (Number * 7 / 3) + 7,
            _ => Number,
        };

    DateOnly Raw(DateOnly day, int number, WorkCalendar calendar) =>
        Unit switch
        {
            LeadUnit.WorkingDays => calendar.AddWorking(day, number),
            LeadUnit.Months => day.AddMonths(number),
            _ => day.AddDays(number),
        };

    public override string ToString() =>
        (Number, Unit) switch
        {
            (0, _) => "the day",
            (_, LeadUnit.WorkingDays) => new Duration(Number, TimeUnit.WorkingDays).ToString(),
            (_, LeadUnit.Months) => new Duration(Number, TimeUnit.Months).ToString(),
            _ => new Duration(Number, TimeUnit.Days).ToString(),
        };

    public static Lead Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var lead)
            ? lead
            : throw new FormatException("Write it like \"14 days\", \"5 working days\", \"6 months\" or \"the day\".");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Lead result)
    {
        result = TheDay;
        if (s is "the day")
        {
            return true;
        }

        if (!Duration.TryRead(s, out var distance) || distance.Number > Most)
        {
            return false;
        }

        Lead? lead = distance.Unit switch
        {
            TimeUnit.Days => new(distance.Number, LeadUnit.Days),
            TimeUnit.Weeks => new(distance.Number * 7, LeadUnit.Days),
            TimeUnit.Months => new(distance.Number, LeadUnit.Months),
            TimeUnit.WorkingDays => new(distance.Number, LeadUnit.WorkingDays),
            _ => null,
        };
        result = lead ?? TheDay;
        return lead is { Number: <= Most };
    }
}

enum LeadUnit
{
    Days,
    WorkingDays,
    Months,
}
