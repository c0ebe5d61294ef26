using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using SyncWorker.Hosting.Config;
using SyncWorker.Remind.Calendars;

namespace SyncWorker.Remind.Rules;

/// <summary>
/// A distance from a day, as config writes it: <c>14 days</c>, <c>5 working days</c>, <c>6 months</c>, <c>the day</c>. The text is
/// also the step's name in the ledger, so it is always written the same way.
/// </summary>
[JsonConverter(typeof(TextJson<Lead>))]
[ConfigExample("5 working days")]
readonly record struct Lead(int Number, LeadUnit Unit) : IParsable<Lead>
{
    public static readonly Lead TheDay = new(0, LeadUnit.Days);

    /// <summary>The day this far before, moved off a day off: counted working days land on one by themselves.</summary>
    public DateOnly Before(DateOnly day, WorkCalendar calendar, Roll roll) => Unit == LeadUnit.WorkingDays && Number > 0
        ? calendar.AddWorking(day, -Number)
        : calendar.Roll(Raw(day, -Number, calendar), roll);

    /// <summary>The day this far after. An overdue step in calendar days never comes early: it moves to the next working day.</summary>
    public DateOnly After(DateOnly day, WorkCalendar calendar) => calendar.Forward(Raw(day, Number, calendar));

    /// <summary>The arithmetic alone, before any roll.</summary>
    public DateOnly RawBefore(DateOnly day, WorkCalendar calendar) => Raw(day, -Number, calendar);

    /// <summary>The distance from a day, for a day that rolls afterwards.</summary>
    public DateOnly RawAfter(DateOnly day, WorkCalendar calendar) => Raw(day, Number, calendar);

    /// <summary>An upper bound in calendar days; of seven days at least three are worked, whatever the holidays.</summary>
    public int AtMostDays => Unit switch { LeadUnit.Months => Number * 31, LeadUnit.WorkingDays => (Number * 7 / 3) + 7, _ => Number };

    DateOnly Raw(DateOnly day, int number, WorkCalendar calendar) => Unit switch
    {
        LeadUnit.WorkingDays => calendar.AddWorking(day, number),
        LeadUnit.Months => day.AddMonths(number),
        _ => day.AddDays(number),
    };

    public override string ToString() => (Number, Unit) switch
    {
        (0, _) => "the day",
        (1, LeadUnit.Days) => "1 day",
        (1, LeadUnit.WorkingDays) => "1 working day",
        (1, LeadUnit.Months) => "1 month",
        (_, LeadUnit.Days) => $"{Number} days",
        (_, LeadUnit.WorkingDays) => $"{Number} working days",
        _ => $"{Number} months",
    };

    public static Lead Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var lead) ? lead : throw new FormatException("Write it like \"14 days\", \"5 working days\", \"6 months\" or \"the day\".");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Lead result)
    {
        result = TheDay;
        if (s is "the day")
        {
            return true;
        }

        var words = s?.Split(' ') ?? [];
        if (words.Length < 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1000)
        {
            return false;
        }

        LeadUnit? unit = string.Join(' ', words[1..]) switch
        {
            "day" or "days" => LeadUnit.Days,
            "working day" or "working days" => LeadUnit.WorkingDays,
            "week" or "weeks" => LeadUnit.Days,
            "month" or "months" => LeadUnit.Months,
            _ => null,
        };
        result = words[1].StartsWith("week", StringComparison.Ordinal) ? new(number * 7, LeadUnit.Days) : new(number, unit ?? LeadUnit.Days);
        return unit is not null;
    }
}

enum LeadUnit
{
    Days,
    WorkingDays,
    Months,
}
