using System.Globalization;
using System.Text.RegularExpressions;
using Quartz;

namespace SyncWorker.Hosting.Schedule;

/// <summary>Reads and writes Quartz cron expressions: second, minute, hour, day of the month, month, day of the week, year.</summary>
static partial class CronText
{
    /// <summary>An interval that needs more expressions than hours of a day is left to another kind of trigger.</summary>
    const int Most = 24;

    const int DayOfWeekField = 5;

    static readonly (string Name, int Most)[] s_fields =
    [
        ("second", 59),
        ("minute", 59),
        ("hour", 23),
        ("day of the month", 31),
        ("month", 12),
        ("day of the week", 7),
    ];

    /// <exception cref="FormatException">It is wrong; the message is what the administrator reads.</exception>
    public static CronExpression Parse(string text)
    {
        var fields = text.Split(' ');
        if (fields.Length == DayOfWeekField && CronExpression.TryParse(text, CronFormat.Unix, out var unix))
        {
            throw new FormatException(
                $"Cron has 6 fields here, the first one is the second. Did you mean \"{unix.CronExpressionString}\"?"
            );
        }

        try
        {
            var read = CronExpression.Parse(text, CronFormat.Quartz);
            Refuse(fields);
            return read;
        }
        catch (FormatException error)
        {
            // Quartz's words for a field that it cannot read are those of an array.
            var reason = error.Message.Contains("Specified argument", StringComparison.Ordinal)
                ? "one of its fields cannot be read"
                : error.Message.TrimEnd('.');
            throw new FormatException(
                $"As cron it is wrong: {reason}. The fields are: second minute hour day-of-month month day-of-week; "
                    + "write the days of the week as MON, TUE … SUN.",
                error
            );
        }
    }

    /// <summary>
    /// The days of the week that an expression names by numbers, in words; null when it names them by words or not at all. Quartz counts from
    /// Sunday = 1, most other programs from Sunday = 0.
    /// </summary>
    public static string? DaysInWords(string text) =>
        NumberedDays(text) is [_, ..] days ? string.Join(", ", days.Select(day => day.ToString())) : null;

    /// <summary>The days of the week that an expression names by numbers, Sunday first.</summary>
    public static IReadOnlyList<DayOfWeek> NumberedDays(string text)
    {
        var fields = text.Split(' ');
        if (fields.Length <= DayOfWeekField || !Numbers().IsMatch(fields[DayOfWeekField]))
        {
            return [];
        }

        // The days of a week of fires: what the expression says, not what is read into it here.
        var days = CronExpression.Parse($"0 0 0 ? * {fields[DayOfWeekField]}").WithTimeZone(TimeZoneInfo.Utc);
        var sunday = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        return
        [
            .. Enumerable.Range(0, 7).Select(n => sunday.AddDays(n)).Where(day => days.IsSatisfiedBy(day)).Select(day => day.DayOfWeek),
        ];
    }

    /// <summary>The days as cron names them.</summary>
    public static string Names(IEnumerable<DayOfWeek> days) => string.Join(',', days.Select(day => day.ToString()[..3].ToUpperInvariant()));

    /// <summary>The expressions that together fire at from, from + interval, … up to and with to, each day; none when it takes too many.</summary>
    public static IReadOnlyList<string> OfInterval(TimeSpan interval, TimeOnly from, TimeOnly to)
    {
        var count = (to - from).Ticks / interval.Ticks;
        var minutes = new SortedDictionary<int, List<int>>();
        for (var i = 0L; i <= count; i++)
        {
            var time = from.Add(interval * i);
            var minute = (time.Hour * 60) + time.Minute;
            (minutes.TryGetValue(minute, out var known) ? known : minutes[minute] = []).Add(time.Second);
        }

        // Minutes of an hour with the same seconds make an expression, and hours with the same expressions share them.
        var crons = minutes
            .GroupBy(entry => (Hour: entry.Key / 60, Seconds: Field(entry.Value, 60)), entry => entry.Key % 60)
            .GroupBy(group => $"{group.Key.Seconds} {Field([.. group], 60)}", group => group.Key.Hour)
            .Select(group => $"{group.Key} {Hours([.. group])} * * ?")
            .ToList();
        return crons.Count <= Most ? crons : [];
    }

    // Quartz takes 98 and 99 in any field: they are its own marks for "any".
    static void Refuse(string[] fields)
    {
        foreach (var (field, (name, most)) in fields.Zip(s_fields))
        {
            foreach (var number in Digits().Matches(field).Select(match => match.Value))
            {
                if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > most)
                {
                    throw new FormatException($"{number} is no {name}, the last one is {most}");
                }
            }
        }
    }

    // A range and not a number: Quartz fires an interval in both of the hours that daylight saving repeats, a fixed time in the first.
    static string Hours(IReadOnlyList<int> hours) => hours is [var hour] ? $"{hour}-{hour}" : Field(hours, 24);

    static string Field(IReadOnlyList<int> values, int end)
    {
        if (values is [var only])
        {
            return only.ToString(CultureInfo.InvariantCulture);
        }

        var (first, step, last) = (values[0], values[1] - values[0], values[^1]);
        return values.Where((value, i) => value != first + (i * step)).Any() ? string.Join(',', values)
            : (first, step, last + 1) == (0, 1, end) ? "*"
            : step == 1 ? $"{first}-{last}"
            : last + step >= end ? $"{first}/{step}"
            : $"{first}-{last}/{step}";
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[\d,/-]+$")]
    private static partial Regex Numbers();
}
