using System.Globalization;
using System.Text.RegularExpressions;
using SyncWorker.Union;

namespace SyncWorker.Poll.Mapping;

/// <summary>
/// One way to write a date. Patterns of d, dd, M, MM, yy, yyyy with the separators between; <c>iso</c> (also 1973-09 and 1973);
/// <c>instant</c> (a UTC instant or one with an offset, taken as the day it is in the union's zone; without an offset the day that is
/// written); <c>serial</c> (a
/// spreadsheet's day number, 1900 system); <c>words</c> ("ngày 14 tháng 7 năm 1992", "30 March 1973", "Mar 2, 1973").
/// <c>… buddhist</c> takes 543 from the year, <c>… from 1945</c> says which hundred years two digits mean.
/// </summary>
sealed partial class DateFormat
{
    public const string Known =
        "Formats: patterns of d, dd, M, MM, yy, yyyy such as dd/MM/yyyy; iso; instant; serial; words; \"d/M/yyyy buddhist\"; \"dd/MM/yy from 1945\".";

    static readonly string[] Months =
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];

    readonly string _text;
    readonly string[] _tokens;
    readonly bool _buddhist;
    readonly int _window;

    DateFormat(string text, string[] tokens, bool buddhist, int window) =>
        (_text, _tokens, _buddhist, _window) = (text, tokens, buddhist, window);

    public static DateFormat Parse(string text)
    {
        if (text is "iso" or "instant" or "serial" or "words")
        {
            return new(text, [], false, 0);
        }

        var match = Shape().Match(text);
        if (!match.Success)
        {
            throw new FormatException($"\"{text}\" is no format of a date. {Known}");
        }

        var tokens = Token().Matches(match.Groups["pattern"].Value).Select(token => token.Value).ToArray();
        var window = match.Groups["from"].Success ? int.Parse(match.Groups["from"].Value, CultureInfo.InvariantCulture) : 0;
        if (tokens.Contains("yy") != window > 0)
        {
            throw new FormatException(
                $"\"{text}\": two digits of a year need to know which hundred years are meant, such as \"dd/MM/yy from 1945\"; four digits do not."
            );
        }

        return
            tokens.Count(token => token[0] == 'y') == 1 && tokens.Count(token => token[0] == 'd') <= tokens.Count(token => token[0] == 'M')
            ? new(text, tokens, match.Groups["buddhist"].Success, window)
            : throw new FormatException($"\"{text}\" is no format of a date: it needs a year, and a month where it has a day. {Known}");
    }

    public bool TryRead(string text, TimeZoneInfo zone, out PartialDate date)
    {
        date = default;
        return _text switch
        {
            "iso" => PartialDate.TryParse(text, out date) && Plausible(date.Year),
            "instant" => TryInstant(text, zone, out var instant) && Make(TimeZoneInfo.ConvertTime(instant, zone), out date),
            "serial" => TrySerial(text, out date),
            "words" => TryWords(text, out date),
            _ => TryPattern(text, out date),
        };
    }

    public override string ToString() => _text;

    /// <summary>
    /// Reads an ISO 8601 instant; one that names no offset is local time of the zone, so that a day stays the day written.
    /// </summary>
    public static bool TryInstant(string text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        instant = default;
        if (
            !text.Contains('T', StringComparison.Ordinal)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
        )
        {
            return false;
        }

        var time = text.AsSpan(text.IndexOf('T', StringComparison.Ordinal) + 1);
        if (time.IndexOfAny("Zz+-") < 0)
        {
            return TryLocal(instant.UtcDateTime, zone, out instant);
        }

        return true;
    }

    /// <summary>The instant at which the clocks of the zone show a time; none where that is before the first instant there is, or after the last.</summary>
    public static bool TryLocal(DateTime time, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        time = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        var offset = zone.GetUtcOffset(time);
        var utc = time.Ticks - offset.Ticks;
        var isOne = utc >= DateTime.MinValue.Ticks && utc <= DateTime.MaxValue.Ticks;
        instant = isOne ? new(time, offset) : default;
        return isOne;
    }

    bool TryPattern(string text, out PartialDate date)
    {
        date = default;
        int year = 0,
            month = 0,
            day = 0,
            at = 0;
        foreach (var token in _tokens)
        {
            if (token[0] is not ('d' or 'M' or 'y'))
            {
                if (!text.AsSpan(at).StartsWith(token, StringComparison.Ordinal))
                {
                    return false;
                }

                at += token.Length;
                continue;
            }

            var longest = token.Length == 1 ? 2 : token.Length;
            var digits = 0;
            while (digits < longest && at + digits < text.Length && char.IsAsciiDigit(text[at + digits]))
            {
                digits++;
            }

            if (
                digits < token.Length
                || !int.TryParse(text.AsSpan(at, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            )
            {
                return false;
            }

            at += digits;
            _ = token[0] switch
            {
                'd' => day = number,
                'M' => month = number,
                _ => year = number,
            };
        }

        if (at != text.Length)
        {
            return false;
        }

        if (_window > 0)
        {
            year += _window / 100 * 100;
            year += year < _window ? 100 : 0;
        }

        return Make(
            _buddhist ? year - 543 : year,
            Array.Exists(_tokens, t => t[0] == 'M') ? month : null,
            Array.Exists(_tokens, t => t[0] == 'd') ? day : null,
            out date
        );
    }

    // 1900 system: day 1 is 1 January 1900, and 29 February 1900, which never was, is counted as day 60.
    // 10000 is in 1927, 73050 the end of 2099.
    static bool TrySerial(string text, out PartialDate date)
    {
        date = default;
        if (
            text.Length != 5
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial)
            || serial is < 10_000 or > 73_050
        )
        {
            return false;
        }

        date = PartialDate.OfDay(new DateOnly(1899, 12, 30).AddDays(serial));
        return Plausible(date.Year);
    }

    static bool TryWords(string text, out PartialDate date)
    {
        date = default;
        var match = VietnameseWords().Match(text);
        if (match.Success)
        {
            return Make(Number(match, "y")!.Value, Number(match, "m"), Number(match, "d"), out date);
        }

        match = EnglishDayFirst().Match(text);
        match = match.Success ? match : EnglishMonthFirst().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var word = match.Groups["m"].Value.ToLowerInvariant();
        var month =
            Array.FindIndex(Months, name => name == word || (word.Length >= 3 && name.StartsWith(word, StringComparison.Ordinal))) + 1;
        return month > 0 && Make(Number(match, "y")!.Value, month, Number(match, "d"), out date);
    }

    static bool Make(DateTimeOffset local, out PartialDate date)
    {
        date = PartialDate.OfDay(DateOnly.FromDateTime(local.DateTime));
        return Plausible(date.Year);
    }

    static bool Make(int year, int? month, int? day, out PartialDate date)
    {
        date = default;
        if (!Plausible(year) || month is < 1 or > 12 || day < 1 || (month is { } && day > DateTime.DaysInMonth(year, month.Value)))
        {
            return false;
        }

        date =
            month is not { } m ? PartialDate.OfYear(year)
            : day is not { } d ? PartialDate.OfMonth(year, m)
            : PartialDate.OfDay(new(year, m, d));
        return true;
    }

    // Years outside are no dates of ours: 22252 is a serial number, 2515 the Buddhist era, 9999 what a program writes for "none".
    static bool Plausible(int year) => year >= ForeignDates.First.Year && year <= ForeignDates.Last.Year;

    static int? Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(
        @"^(?<pattern>(?>dd?|MM?|yyyy|yy|[./\- ])+?)(?<buddhist> buddhist)?(?: from (?<from>[0-9]{4}))?$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Shape();

    [GeneratedRegex("d+|M+|y+|[^dMy]+")]
    private static partial Regex Token();

    [GeneratedRegex(
        @"^(?:(?:(?:ngày|mùng|mồng)?\s*(?<d>[0-9]{1,2})\s*)?tháng\s*(?<m>[0-9]{1,2})\s*,?\s*)?năm\s*(?<y>[0-9]{4})$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex VietnameseWords();

    [GeneratedRegex(
        @"^(?:(?<d>[0-9]{1,2})(?:st|nd|rd|th)? +(?:of +)?)?(?<m>\p{L}{3,9})\.?,? +(?<y>[0-9]{4})$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex EnglishDayFirst();

    [GeneratedRegex(
        @"^(?<m>\p{L}{3,9})\.? +(?<d>[0-9]{1,2})(?:st|nd|rd|th)?,? +(?<y>[0-9]{4})$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex EnglishMonthFirst();
}
