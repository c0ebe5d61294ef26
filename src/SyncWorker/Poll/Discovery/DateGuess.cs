using SyncWorker.Poll.Mapping;

namespace SyncWorker.Poll.Discovery;

/// <summary>The formats in which a column writes its dates.</summary>
/// <param name="Formats">In the order in which they are tried; empty when the column has no dates.</param>
/// <param name="Blanks">Values that say nothing.</param>
/// <param name="Unread">Values that no format reads.</param>
/// <param name="IsOrderOpen">Whether nothing in the column tells day and month apart.</param>
sealed record DateGuess(IReadOnlyList<string> Formats, IReadOnlyList<string> Blanks, IReadOnlyList<string> Unread, bool IsOrderOpen)
{
    const string MonthFirst = "M/d/yyyy";

    // Where two read the same values the first is taken.
    static readonly (string Text, DateFormat Format)[] s_known =
    [
        .. new[]
        {
            "dd/MM/yyyy",
            "d/M/yyyy",
            "dd.MM.yyyy",
            "d.M.yyyy",
            "dd-MM-yyyy",
            "d-M-yyyy",
            "MM/yyyy",
            "M/yyyy",
            "yyyy",
            "iso",
            "instant",
            "words",
            "yyyy/MM/dd",
            "yyyyMMdd",
            "serial",
            "d/M/yyyy buddhist",
            "dd/MM/yy from 1945",
            "d/M/yy from 1945",
            MonthFirst,
        }.Select(text => (text, DateFormat.Parse(text))),
    ];

    /// <summary>Whether the text is a day, a month or an instant; a year alone may be any number.</summary>
    public static bool IsDate(string text) =>
        text.Length > 5 && Array.Exists(s_known, known => known.Format.TryRead(text, TimeZoneInfo.Utc, out _));

    /// <param name="values">Of the column.</param>
    /// <param name="isWorkbook">A cell that is a date needs no format.</param>
    public static DateGuess Of(IReadOnlyList<string> values, bool isWorkbook)
    {
        var blanks = values.Where(ValueShapes.IsNothing).Distinct(StringComparer.Ordinal).Take(6).ToList();
        var open = values.Where(value => !ValueShapes.IsNothing(value)).ToList();
        var all = open.Count;
        if (isWorkbook && open.Exists(IsDateCell))
        {
            open.RemoveAll(IsDateCell);
            if (open.Count == 0)
            {
                return new(["iso"], blanks, [], false);
            }
        }

        var texts = open.ToList();
        var formats = new List<string>();
        while (open.Count > 0 && Best(open) is { } best)
        {
            formats.Add(best.Text);
            open.RemoveAll(value => best.Format.TryRead(value, TimeZoneInfo.Utc, out _));
        }

        formats.Sort((one, other) => Rank(one).CompareTo(Rank(other)));
        OneOrder(formats, texts, open);
        return open.Count * 2 > all ? new([], [], open, false) : new(formats, blanks, open, IsOpen(texts, formats));
    }

    // A column has one order of day and month: 03/25/1990 beside days that only day first reads is a mistake, not another order.
    static void OneOrder(List<string> formats, List<string> texts, List<string> unread)
    {
        if (!formats.Remove(MonthFirst))
        {
            return;
        }

        var format = DateFormat.Parse(MonthFirst);
        var isOrder = formats.Exists(other => other is "dd/MM/yyyy" or "d/M/yyyy");
        if (!isOrder || texts.Where(text => text.Contains('/', StringComparison.Ordinal)).All(Reads))
        {
            formats.RemoveAll(other => other is "dd/MM/yyyy" or "d/M/yyyy");
            formats.Insert(0, MonthFirst);
            return;
        }

        unread.AddRange(texts.Where(text => Reads(text) && !formats.Exists(other => ReadsAs(other, text))));

        bool Reads(string text) => format.TryRead(text, TimeZoneInfo.Utc, out _);

        static bool ReadsAs(string other, string text) => DateFormat.Parse(other).TryRead(text, TimeZoneInfo.Utc, out _);
    }

    static (string Text, DateFormat Format)? Best(List<string> values)
    {
        var best = s_known
            .Select(known => (Known: known, Reads: values.Count(value => known.Format.TryRead(value, TimeZoneInfo.Utc, out _))))
            .MaxBy(at => at.Reads);
        return best.Reads > 0 ? best.Known : null;
    }

    static int Rank(string format) => Array.FindIndex(s_known, known => known.Text == format);

    static bool IsDateCell(string value) => value.Length >= 10 && (value.Length == 10 || value[10] == 'T') && value[4] == '-';

    // 05/06/1990 may be either; 25/06/1990 says that the day is first, for all of the column.
    static bool IsOpen(List<string> values, List<string> formats) =>
        formats.Any(format => format[0] == 'd' && format.Contains('M', StringComparison.Ordinal))
        && values.TrueForAll(value => !int.TryParse(value.Split('/', '.', '-')[0], out var first) || first is <= 12 or > 31);
}
