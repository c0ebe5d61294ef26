using System.Globalization;
using System.Text.RegularExpressions;
using Quartz;
using SyncWorker.Config;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Reads the words of schedule.json. Every FormatException is advice that the administrator reads beside the faulty line.
/// </summary>
/// <remarks>
/// never · after JOB · [DAYS] every N seconds|minutes|hours [HH:mm-HH:mm] · DAYS at HH:mm[, HH:mm …] · six or seven cron fields.
/// DAYS: every day · working days · monday, friday · first|last working day of the week|month.
/// </remarks>
static partial class RunTimesText
{
    static readonly TimeOnly s_dayEnds = new(23, 59, 59);

    public static RunTimes Parse(string written)
    {
        var text = Spaces().Replace(written.Trim(), " ");
        var words = text.ToLowerInvariant();
        if (words is "never" or "off")
        {
            return new RunTimes.Never { Text = text };
        }

        if (AfterPattern().Match(words) is { Success: true } after)
        {
            return new RunTimes.After(after.Groups["job"].Value) { Text = text };
        }

        if (EveryPattern().Match(words) is { Success: true } every)
        {
            return Every(text, every);
        }

        if (AtPattern().Match(words) is { Success: true } at)
        {
            var times = ListSeparator().Split(at.Groups["times"].Value).Select(Time).Distinct().Order();
            return new RunTimes.At(Days(at.Groups["days"].Value), [.. times]) { Text = text };
        }

        if (text.Length > 0 && text.Split(' ') is { Length: >= 5 } && text[0] is '*' or '?' or (>= '0' and <= '9'))
        {
            return Cron(text);
        }

        throw new FormatException(
            "Write for example \"every 15 minutes\", \"working days every 30 minutes 06:00-17:00\", \"working days at 07:30\", "
                + "\"last working day of the week at 14:00\", \"after poll\", \"never\", or a cron expression of 6 fields."
        );
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

    static RunTimes.Cron Cron(string text)
    {
        try
        {
            return new(CronExpression.Parse(text, CronFormat.Quartz)) { Text = text };
        }
        catch (FormatException error)
        {
            throw new FormatException(
                $"As cron it is wrong: {error.Message.TrimEnd('.')}. The fields are: second minute hour day-of-month month day-of-week.",
                error
            );
        }
    }

    static DayRule Days(string words)
    {
        switch (words)
        {
            case "every day" or "daily":
                return new DayRule.EveryDay();
            case "working days" or "every working day":
                return new DayRule.WorkingDays();
            default:
                break;
        }

        if (WorkingDayOfPattern().Match(words) is { Success: true } of)
        {
            return new DayRule.WorkingDayOf(of.Groups["which"].Value == "last", of.Groups["period"].Value == "month");
        }

        return new DayRule.Weekdays([.. ListSeparator().Split(words).Select(Weekday).Distinct()]);
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

    [GeneratedRegex(@"\s*(?:,|\band\b)\s*")]
    private static partial Regex ListSeparator();

    [GeneratedRegex("^after (?<job>[a-z0-9-]+)$")]
    private static partial Regex AfterPattern();

    [GeneratedRegex(
        @"^(?:(?<days>.+?) )?every (?<length>(?:(?<n>\d{1,6}) )?(?:second|minute|hour)s?)(?: (?:from )?(?<from>[\d:]+) ?(?:-|–|to) ?(?<to>[\d:]+))?$"
    )]
    private static partial Regex EveryPattern();

    [GeneratedRegex(@"^(?<days>.+?) at (?<times>.+)$")]
    private static partial Regex AtPattern();

    [GeneratedRegex("^(?:the )?(?<which>first|last) working day of the (?<period>week|month)$")]
    private static partial Regex WorkingDayOfPattern();
}
