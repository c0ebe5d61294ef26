using System.Globalization;
using System.Text.RegularExpressions;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Answers words that say no times: looks for the days, intervals and times in them, mistyped or in another order, and puts them into the
/// sentence that was meant.
/// </summary>
static partial class RunTimesAdvice
{
    const string Forms =
        "Write for example \"every 15 minutes\", \"working days every 30 minutes 06:00-17:00\", \"working days at 07:30\", "
        + "\"last working day of the week at 14:00\", \"after poll\", \"never\", a cron expression of 6 fields, "
        + "or in Vietnamese \"mỗi 15 phút\", \"ngày làm việc lúc 07:30\".";

    const int ShortWord = 3;

    static readonly string[] s_words =
    [
        .. "every day days working weekdays daily first last week month after never second seconds minute minutes hour hours".Split(' '),
        .. "monday tuesday wednesday thursday friday saturday sunday from each hourly weekend".Split(' '),
        .. "ngay viec cuoi tuan thang phut giay nhat khong hang".Split(' '),
        .. JobKinds.All.Keys,
    ];

    /// <param name="text">What was written.</param>
    /// <param name="reason">What is wrong with a part of it; empty when it is of no known form.</param>
    public static string For(string text, string reason) =>
        Meant(text) is { } meant ? $"{reason} Did you mean \"{meant}\"?".TrimStart()
        : reason.Length > 0 ? reason
        : Forms;

    static string? Meant(string text)
    {
        var parted = Joints().Replace(ScheduleWords.Fold(text).Replace(",", " , ", StringComparison.Ordinal), " ");
        var spelt = string.Join(' ', parted.Split(' ').Select(Spell));
        if (Suggestion.For(spelt, ["never"]) is { } never)
        {
            return never;
        }

        if (Sentence(ScheduleWords.InEnglish(spelt)) is not { } sentence)
        {
            return null;
        }

        try
        {
            return RunTimesText.Read(sentence) is null ? null
                : ScheduleWords.IsVietnamese(spelt) ? ScheduleWords.InVietnamese(sentence)
                : sentence;
        }
        catch (FormatException)
        {
            return null; // the part that is wrong has been named
        }
    }

    static string Spell(string word) =>
        word.Length > ShortWord && word.All(char.IsLetter) && !s_words.Contains(word) ? Suggestion.For(word, s_words) ?? word : word;

    // Null when something is left over that might have meant more than the sentence says.
    static string? Sentence(string words)
    {
        var rest = BareTime().Replace(words, Time);
        if (Take(AfterPart(), ref rest) is [var job])
        {
            var name = job.Groups["job"].Value;
            return Fillers().IsMatch(rest) ? $"after {Suggestion.For(name, JobKinds.All.Keys) ?? name}" : null;
        }

        var period = Take(PeriodPart(), ref rest);
        var days =
            period is [var only] ? $"{only.Groups["which"].Value} working day of the {only.Groups["period"].Value}"
            : Take(DaysPart(), ref rest) is [_, ..] known ? string.Join(", ", known.Select(match => match.Value))
            : null;
        var window = Take(WindowPart(), ref rest);
        var interval = Take(IntervalPart(), ref rest);
        var times = Take(TimePart(), ref rest).Select(Time).ToList();
        if (!Fillers().IsMatch(rest) || (days is null && interval is [] && times is []))
        {
            return null;
        }

        return (interval, window, times) switch
        {
            ([var every], [], []) => $"{days} every {Length(every)}".Trim(),
            ([var every], [var hours], []) =>
                $"{days} every {Length(every)} {hours.Groups["from"].Value}-{hours.Groups["to"].Value}".Trim(),
            ([], [], []) => $"{days} at 07:30",
            ([], [], _) => $"{days ?? "every day"} at {string.Join(", ", times)}",
            _ => null,
        };
    }

    static string Length(Match interval)
    {
        var length = interval.Groups["length"].Value.TrimEnd('s');
        return length.Contains(' ', StringComparison.Ordinal) && !length.StartsWith("1 ", StringComparison.Ordinal) ? length + "s" : length;
    }

    static List<Match> Take(Regex part, ref string rest)
    {
        var found = part.Matches(rest).ToList();
        rest = part.Replace(rest, " ");
        return found;
    }

    static string Time(Match match)
    {
        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        hour = match.Groups["half"].Value switch
        {
            "pm" or "chieu" or "toi" when hour < 12 => hour + 12,
            "am" when hour == 12 => 0,
            _ => hour,
        };
        return $"{hour:00}:{(match.Groups["minute"].Success ? match.Groups["minute"].Value : "00")}";
    }

    [GeneratedRegex(@"(?<=[a-z]{3})(?=\d)|(?<=\d)(?=[a-z]{3})")]
    private static partial Regex Joints();

    // "at 7", "at 0730"
    [GeneratedRegex(@"(?<=\b(?:at|from|to) )(?<hour>[0-9]{1,2})(?<minute>[0-9]{2})?(?![\d:.]| ?(?:am|pm)\b)")]
    private static partial Regex BareTime();

    [GeneratedRegex(@"\bafter (?:the )?(?<job>[a-z]+)")]
    private static partial Regex AfterPart();

    [GeneratedRegex(@"\b(?<which>first|last) working day of the (?<period>week|month)\b")]
    private static partial Regex PeriodPart();

    [GeneratedRegex($@"\b(?:working days|every day|(?:{ScheduleWords.Weekday})(?: ?(?:-|to) ?(?:{ScheduleWords.Weekday}))?)\b")]
    private static partial Regex DaysPart();

    [GeneratedRegex(@"\b(?<from>[0-9]{1,2}:[0-9]{2}) ?(?:-|to) ?(?<to>[0-9]{1,2}:[0-9]{2})\b")]
    private static partial Regex WindowPart();

    [GeneratedRegex(@"\b(?:every )?(?<length>\d+ (?:second|minute|hour)s?)\b|\bevery (?<length>(?:second|minute|hour)s?)\b")]
    private static partial Regex IntervalPart();

    [GeneratedRegex(@"\b(?<hour>[0-9]{1,2})(?:[:.](?<minute>[0-9]{2})(?: ?(?<half>am|pm|sang|chieu|toi))?| ?(?<half>am|pm))\b")]
    private static partial Regex TimePart();

    [GeneratedRegex(@"^(?:[\s,]|\b(?:at|on|every|the|and|from|in|o|clock)\b)*$")]
    private static partial Regex Fillers();
}
