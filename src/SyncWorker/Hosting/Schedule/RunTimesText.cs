using System.Globalization;
using System.Text.RegularExpressions;
using SyncWorker.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Reads the words of schedule.json, in English or Vietnamese. Every FormatException is advice that the administrator reads beside the
/// faulty line.
/// </summary>
/// <remarks>
/// never · after JOB · after each job · [DAYS] every N seconds|minutes|hours [HH:mm-HH:mm] · DAYS at HH:mm[, HH:mm …] · six or seven cron fields.
/// DAYS: every day · working days · monday, friday · monday to friday · first|last working day of the week|month.
/// </remarks>
static partial class RunTimesText
{
    static readonly TimeOnly s_dayEnds = new(23, 59, 59);

    public static RunTimes Parse(string written)
    {
        var text = Spaces().Replace(written.Trim(), " ");
        if (IsCron(text))
        {
            return new RunTimes.Cron(CronText.Parse(text)) { Text = text };
        }

        try
        {
            return Read(ScheduleWords.InEnglish(text)) is { } times ? times with { Text = text } : throw new FormatException("");
        }
        catch (FormatException error)
        {
            throw new FormatException(RunTimesAdvice.For(text, error.Message), error);
        }
    }

    /// <summary>Reads the canonical English words; null when they are of no known form.</summary>
    /// <exception cref="FormatException">The form is known, but a day, a time or an interval in it is not.</exception>
    public static RunTimes? Read(string words) =>
        words == "never" ? new RunTimes.Never { Text = words }
        : AfterEachPattern().IsMatch(words) ? new RunTimes.After(RunTimes.After.EachJob) { Text = words }
        : AfterPattern().Match(words) is { Success: true } after ? new RunTimes.After(after.Groups["job"].Value) { Text = words }
        : EveryPattern().Match(words) is { Success: true } every ? Every(words, every)
        : AtPattern().Match(words) is { Success: true } at ? At(words, at)
        : null;

    /// <summary>Reads DAYS.</summary>
    public static DayRule Days(string words)
    {
        switch (words)
        {
            case "every day":
                return new DayRule.EveryDay();
            case "working days":
                return new DayRule.WorkingDays();
            default:
                break;
        }

        if (WorkingDayOfPattern().Match(words) is { Success: true } of)
        {
            return new DayRule.WorkingDayOf(of.Groups["which"].Value == "last", of.Groups["period"].Value == "month");
        }

        return new DayRule.Weekdays([.. ListSeparator().Split(words).SelectMany(WeekdayRange).Distinct()]);
    }

    static bool IsCron(string text) =>
        text.StartsWith('@')
        || (text.Split(' ').Length >= 5 && text[0] is '*' or '?' or (>= '0' and <= '9') && CronPattern().IsMatch(text));

    static RunTimes.At At(string text, Match match)
    {
        var times = ListSeparator().Split(match.Groups["times"].Value).Select(Time).Distinct().Order();
        return new(Days(match.Groups["days"].Value), [.. times]) { Text = text };
    }

    static RunTimes.Every Every(string text, Match match)
    {
        var written = match.Groups["n"].Success ? match.Groups["length"].Value : $"1 {match.Groups["length"].Value}";
        var interval = Duration.TryRead(written, out var every) ? every.Span : TimeSpan.Zero;
        if (interval <= TimeSpan.Zero || interval >= TimeSpan.FromDays(1))
        {
            throw new FormatException("Write an interval from 1 second to 23 hours; for once a day write \"every day at 07:30\".");
        }

        var window = match.Groups["from"].Success;
        var from = window ? Time(match.Groups["from"].Value) : TimeOnly.MinValue;
        var to = window ? Time(match.Groups["to"].Value) : s_dayEnds;
        return from < to
            ? new(match.Groups["days"].Success ? Days(match.Groups["days"].Value) : new DayRule.EveryDay(), interval, from, to)
            {
                Text = text,
            }
            : throw new FormatException("The hours end before they begin; write from before to, such as 06:00-17:00.");
    }

    static IEnumerable<DayOfWeek> WeekdayRange(string words)
    {
        if (RangePattern().Match(words) is not { Success: true } range)
        {
            return [Weekday(words)];
        }

        var (first, last) = (Weekday(range.Groups["first"].Value), Weekday(range.Groups["last"].Value));
        return Enumerable.Range(0, ((last - first + 7) % 7) + 1).Select(n => (DayOfWeek)(((int)first + n) % 7));
    }

    static DayOfWeek Weekday(string word) =>
        Enum.GetValues<DayOfWeek>()
            .Cast<DayOfWeek?>()
            .FirstOrDefault(day =>
                word.TrimEnd('s').Length >= 3
                && day.ToString()!.ToLowerInvariant() is var name
                && (word == name || word == name + "s" || word == name[..3])
            )
        ?? throw new FormatException(
            $"\"{word}\" is not a day: write \"every day\", \"working days\", \"monday, friday\" or \"last working day of the week\"."
        );

    static TimeOnly Time(string word) =>
        TimeOnly.TryParseExact(word, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new FormatException($"\"{word}\" is not a time of day: write it like 07:30, from 00:00 to 23:59.");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // "15 phút một lần từ 06:00" begins with a number as well.
    [GeneratedRegex(@"[*?]|^[\d,/-]+ [\d,/-]+ [\d,/-]+ ")]
    private static partial Regex CronPattern();

    [GeneratedRegex(@"\s*(?:[,;/&]|\band\b)\s*")]
    private static partial Regex ListSeparator();

    [GeneratedRegex("^(?<first>[a-z]+) ?(?:-|to|through) ?(?<last>[a-z]+)$")]
    private static partial Regex RangePattern();

    [GeneratedRegex("^after (?:each|every)(?: other)? job$")]
    private static partial Regex AfterEachPattern();

    [GeneratedRegex("^after (?<job>[a-z0-9-]+)$")]
    private static partial Regex AfterPattern();

    [GeneratedRegex(
        @"^(?:(?<days>.+?) )?every (?<length>(?:(?<n>\d{1,6}) )?(?:second|minute|hour)s?)(?: (?:from )?(?<from>[\d:]+) ?(?:-|to) ?(?<to>[\d:]+))?$"
    )]
    private static partial Regex EveryPattern();

    [GeneratedRegex(@"^(?<days>.+?) at (?<times>.+)$")]
    private static partial Regex AtPattern();

    [GeneratedRegex("^(?:the )?(?<which>first|last) working day of the (?<period>week|month)$")]
    private static partial Regex WorkingDayOfPattern();
}
