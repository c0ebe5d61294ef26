using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SyncWorker.Union;

namespace SyncWorker.Hosting.Schedule;

/// <summary>
/// Turns what may be written of times and days, in English or Vietnamese, with its marks or without, into the few English words that
/// <see cref="RunTimesText"/> and <see cref="MissedRuns"/> read.
/// </summary>
static class ScheduleWords
{
    /// <summary>A day of the week in the words that are read.</summary>
    public const string Weekday = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|wed|thu|fri|sat|sun";

    // In order: what comes later meets the words that came before. All are tried on small letters without marks.
    static readonly (Regex Written, string English)[] s_words =
    [
        Word("^(?:khong(?: bao gio| chay)?|tat|off|no|none|manual(?:ly)?|by hand|disabled)$", "never"),
        Word("@", "at"),
        Word("^(?:ngay )?sau (?:moi|tung) (?:cong )?viec$", "after each job"),
        Word("^(?:ngay )?sau (?:khi )?([a-z0-9-]+)(?: (?:chay )?xong| ket thuc)?$", "after $1"),
        // days
        Word("(?:the )?ngay lam viec cuoi(?: cung)?(?: cua| trong)? (tuan|thang)", "last working day of the $1"),
        Word("ngay lam viec dau(?: tien)?(?: cua| trong)? (tuan|thang)", "first working day of the $1"),
        Word("of the tuan", "of the week"),
        Word("of the thang", "of the month"),
        Word("(?:business|work|week) ?(days?)", "working $1"),
        Word("(?:on )?(?:the )?(first|last) working days? (?:of|in)(?: the| each| every| a)? (week|month)", "$1 working day of the $2"),
        Word("(?:(?:cac|moi|nhung|vao|trong|hang|tat ca) )*ngay lam viec", "working days"),
        Word("(?<!(?:first|last) )(?:(?:on|each|every|all|the) )*working days?(?! of)", "working days"),
        Word("(?:(?:hang|moi|cac|tat ca) )+ngay", "every day"),
        Word("(?:each|every|all) ?days?|daily|once (?:a|per|every) day", "every day"),
        Word("thu (?:hai|2)|t2", "monday"),
        Word("thu (?:ba|3)|t3", "tuesday"),
        Word("thu (?:tu|4)|t4", "wednesday"),
        Word("thu (?:nam|5)|t5", "thursday"),
        Word("thu (?:sau|6)|t6", "friday"),
        Word("thu (?:bay|7)|t7", "saturday"),
        Word("chu nhat|cn", "sunday"),
        Word("weekends?|cuoi tuan", "saturday, sunday"),
        // intervals
        Word("(?:(?:cu|moi) )*(\\d+) (giay|phut|gio|tieng) (?:mot|1) lan", "every $1 $2"),
        Word("(?:(?:cu|moi) )+(\\d+ )?(giay|phut|gio|tieng)|hang (giay|phut|gio)", "every $1$2$3"),
        Word("every (\\d+ )?giay", "every $1seconds"),
        Word("every (\\d+ )?phut", "every $1minutes"),
        Word("every (\\d+ )?(?:gio|tieng)", "every $1hours"),
        Word("(?:every|each|moi) (?:half(?: an?)? hour|nua (?:gio|tieng))", "every 30 minutes"),
        Word("(?:every|each) quarter(?: of)?(?: an)? hour", "every 15 minutes"),
        Word("hourly", "every hour"),
        Word("each(?= (?:\\d|second|minute|hour))", "every"),
        Word("(\\d+) phut", "$1 minutes"),
        Word("(\\d+) giay", "$1 seconds"),
        Word("every (\\d+) ?s(?:ecs?)?", "every $1 seconds"),
        Word("every (\\d+) ?m(?:ins?)?", "every $1 minutes"),
        Word("every (\\d+) ?(?:hrs?|h)", "every $1 hours"),
        // missed runs
        Word("bo qua", "skip"),
        Word("(?:mot|1) lan", "once"),
        Word("trong(?: vong)?(?= \\d)", "within"),
        Word("within (\\d+) (?:gio|tieng)", "within $1 hours"),
        Word("within (\\d+) ngay", "within $1 days"),
        // times
        Word("(\\d{1,2}) ?(?:h|gio|g) ?(\\d{2})", "$1:$2"),
        Word("(\\d{1,2}) ?(?:h|gio|g)", "$1:00"),
        Word("(?:from|tu|on|every|each|moi|vao|hang tuan|moi tuan|weekly(?: on)?)(?= (?:vao )?(?:" + Weekday + ")\\b)", ""),
        Word("(?<=(?:" + Weekday + ") )(?:hang|moi) tuan", ""),
        Word("(?:den|toi)(?= (?:\\d|" + Weekday + "))", "to"),
        Word("between ([\\d:]+) and ([\\d:]+)", "$1-$2"),
        Word("tu(?= \\d)", "from"),
        Word("vao luc|luc|vao", "at"),
        Word("va", "and"),
    ];

    static readonly (Regex English, string Vietnamese)[] s_vietnamese =
    [
        Word("last working day of the week", "ngày làm việc cuối tuần"),
        Word("last working day of the month", "ngày làm việc cuối tháng"),
        Word("first working day of the week", "ngày làm việc đầu tuần"),
        Word("first working day of the month", "ngày làm việc đầu tháng"),
        Word("working days", "ngày làm việc"),
        Word("every day", "mỗi ngày"),
        Word("every", "mỗi"),
        Word("seconds?", "giây"),
        Word("minutes?", "phút"),
        Word("hours?", "giờ"),
        Word("mon(?:days?)?", "thứ hai"),
        Word("tue(?:sdays?)?", "thứ ba"),
        Word("wed(?:nesdays?)?", "thứ tư"),
        Word("thu(?:rsdays?)?", "thứ năm"),
        Word("fri(?:days?)?", "thứ sáu"),
        Word("sat(?:urdays?)?", "thứ bảy"),
        Word("sun(?:days?)?", "chủ nhật"),
        Word("to", "đến"),
        Word("at", "lúc"),
        Word("after", "sau"),
        Word("never", "không bao giờ"),
    ];

    static readonly Regex s_isVietnamese = Word(
        "ngay|moi|luc|phut|giay|gio|hang|chu nhat|khong|thu (?:hai|ba|tu|nam|sau|bay|[2-7])",
        ""
    ).Pattern;

    public static string InEnglish(string written) => Replace(Fold(written), s_words);

    /// <summary>The other way round, for sentences that <see cref="RunTimesText.Read"/> understands.</summary>
    public static string InVietnamese(string english) => Replace(english, s_vietnamese);

    public static bool IsVietnamese(string written) => s_isVietnamese.IsMatch(Fold(written));

    /// <summary>In small letters without marks, dashes as hyphens.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in WritableText.Clean(text.ToLowerInvariant()).Normalize(NormalizationForm.FormKD))
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(letter);
            if (category != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(
                    letter == 'đ' ? 'd'
                    : category == UnicodeCategory.DashPunctuation ? '-'
                    : letter
                );
            }
        }

        return folded.ToString();
    }

    static string Replace(string text, IEnumerable<(Regex Pattern, string Other)> words) =>
        string.Join(
            ' ',
            words
                .Aggregate(text, (before, word) => word.Pattern.Replace(before, word.Other))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );

    static (Regex Pattern, string Other) Word(string pattern, string other) =>
        (new($@"(?<![\p{{L}}\d])(?:{pattern})(?![\p{{L}}\d])", RegexOptions.CultureInvariant), other);
}
