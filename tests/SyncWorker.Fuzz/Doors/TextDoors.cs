using System.Text;
using SyncWorker.Files;
using SyncWorker.Poll.Mapping;
using SyncWorker.Reconcile.Matching;
using SyncWorker.Union;

namespace SyncWorker.Fuzz.Doors;

/// <summary>Small texts of sources and of people: dates, amounts, names, addresses, and how files are encoded.</summary>
static class TextDoors
{
    public static TimeZoneInfo Zone { get; } = Zones.TryFind("Asia/Ho_Chi_Minh", out var zone) ? zone : TimeZoneInfo.Utc;

    static readonly MappingContext s_context = new(Zone, new Dictionary<string, IReadOnlyDictionary<string, string>>());

    static readonly Transform[] s_dates =
    [
        .. new[]
        {
            "date iso, instant, serial, words",
            "date dd/MM/yyyy",
            "date d/M/yyyy buddhist",
            "date dd/MM/yy from 1945",
            "date MM-yyyy, yyyy",
            "day dd/MM, d.M",
        }.Select(Transform.Parse),
    ];

    static readonly Transform[] s_times =
    [
        .. new[] { "time iso", "time dd/MM/yyyy HH:mm:ss", "time iso, d/M/yyyy" }.Select(Transform.Parse),
    ];

    static readonly Transform[] s_values =
    [
        .. new[]
        {
            "email",
            "tcvn3",
            "vni",
            "html",
            "upper",
            "lower",
            "title",
            "iso2",
            "digits 2",
            "province 2025-06-30",
            "number vi",
            "number en",
            "amount",
            "split ; 1",
            "split - -1",
            "like A*b?",
            "unlike *x*",
        }.Select(Transform.Parse),
    ];

    static readonly DaySpan[] s_spans =
    [
        DaySpan.Received(new(2026, 1, 1), new(2026, 11, 28)),
        DaySpan.NewDue(new(2026, 11, 28)),
        new(new(2026, 3, 1), DateOnly.MinValue, DateOnly.MaxValue),
    ];

    static readonly PartialDate[] s_partial = [.. new[] { "2026", "2026-07", "2026-08-31" }.Select(PartialDate.Parse)];

    static readonly string[] s_days =
    [
        "ngày ",
        "tháng ",
        "năm ",
        "mùng ",
        "March",
        "Mar. ",
        "of ",
        "st",
        "rd",
        "/",
        "-",
        ".",
        "T",
        "Z",
        "hôm nay",
        "hôm qua",
        "đã nhận",
        "x",
        "yesterday",
        "thứ hai",
        "roi",
        "H1",
        "Q3",
        "2026-H1",
        "2026-Q3",
    ];

    public static IReadOnlyList<Door> List { get; } =
    [
        new("dates", Dates) { Words = s_days, Longest = 512 },
        new("days", Days) { Words = s_days, Longest = 512 },
        new("values", Values)
        {
            Words = ["trên ", "gần ", "tỷ", "triệu", "đồng", "1.250.000", "3,4", "@example.org", "\"a b\"@", "&#x110;", "&nbsp;", "<br>"],
            Longest = 2048,
        },
        new("names", Names)
        {
            Words = ["Hội hữu nghị ", "Việt Nam - ", "TP. ", "(", ")", "&amp;", "Liên hiệp", "tỉnh ", "XII. "],
            Longest = 1024,
        },
        new("encodings", EncodingsOf) { Words = ["Ngày", "Hội"], Longest = 4096 },
    ];

    static int Dates(byte[] bytes)
    {
        var text = CleanText.Clean(OddText.Read(bytes));
        var kind = 0;
        foreach (var (i, transform) in s_dates.Index())
        {
            if (transform.Apply(text, s_context with { HasDateCells = i % 2 == 0 }).Value is { } value)
            {
                kind += 1 << i;
                Promise.Keep(
                    value.Length == 5
                        ? OwnField.IsDayOfYear(value)
                        : PartialDate.TryParse(value, out var date) && date.ToString() == value && ForeignDates.Include(date),
                    "a date does not print back"
                );
            }
        }

        foreach (var (i, transform) in s_times.Index())
        {
            if (transform.Apply(text, s_context).Value is { } value)
            {
                kind += 1024 << i;
                Promise.Keep(DateFormat.TryInstant(value, Zone, out _), "an instant does not print back");
            }
        }

        return kind;
    }

    static int Days(byte[] bytes)
    {
        var text = OddText.Read(bytes);
        var kind = 0;
        foreach (var span in s_spans)
        {
            var reading = WrittenDay.Read(text, span);
            kind = (kind * 7) + (int)reading.Fault;
            Promise.Keep(reading.Day is null == (reading.Fault != DayFault.None), "a day with a fault, or none without");
            Promise.Keep(reading.Day is not { } day || span.Includes(day), "a day outside of its span");
            _ = (WrittenDay.WhyVi(reading.Fault, span), WrittenDay.WhyEn(reading.Fault, span));
        }

        if (PartialDate.TryParseWritten(text, out var written))
        {
            kind += 1000;
            Promise.Keep(PartialDate.TryParse(written.ToString(), out var again) && again == written, "a written date does not print back");
        }

        if (DayText.TryParse(text, out var plain))
        {
            kind += 2000;
            Promise.Keep(DayText.TryParseIso(DayText.Iso(plain), out var iso) && iso == plain, "a day does not print back");
        }

        if (FigurePeriod.Find(text) is { } period)
        {
            kind += 4000;
            Promise.Keep(FigurePeriod.Find(period.Key) == period, "a period does not print back");
            Promise.Keep(period.Vi.Length > 0 && period.En.Length > 0, "a period without words");
            Promise.Keep(period.Includes(period.YearsBefore(0)), "a period does not lie in itself");
            foreach (var date in s_partial)
            {
                Promise.Keep(!period.Includes(date) || period.Touches(date), "a date lies in a period that it does not touch");
            }
        }

        return kind;
    }

    static int Values(byte[] bytes)
    {
        var text = OddText.Read(bytes);
        var clean = CleanText.Clean(text);
        Promise.Keep(WritableText.IsWritable(clean), "a clean text is not writable");
        Promise.Keep(CleanText.Clean(clean) == clean, "a clean text is not clean");
        var kind = 0;
        foreach (var (i, transform) in s_values.Index())
        {
            var value = transform.Apply(transform.BeforeCleaning ? text : clean, s_context).Value;
            kind += value is null ? 0 : 1 << i;
            Promise.Whole(transform.BeforeCleaning ? null : value, "a value");
        }

        if (Amount.TryParse(text, out var amount))
        {
            kind += 1 << 20;
            Promise.Keep(Amount.TryParse(amount.ToString(), out var again) && again == amount, "an amount does not print back");
            _ = (amount.Vi, amount.En, amount.ViMoney, amount.EnMoney, amount + amount, amount.Times(3));
        }

        kind += EmailAddress.IsOne(text) ? 1 << 21 : 0;
        _ = (EmailAddress.Fault(text), DocumentNumbers.None.Missing(text), DamagedText.Reason(text, isName: true), Markup.IsIn(text));
        return kind;
    }

    static int Names(byte[] bytes)
    {
        var text = CleanText.Clean(OddText.Read(bytes));
        var name = NormalizedName.From(text);
        _ = (NormalizedName.ToCompact(text), Suggestion.For(text, ["every day", "working days"]), FileNames.Plain(text));
        foreach (var word in name.Words)
        {
            Promise.Keep(word.Length > 0, "an empty word of a name");
            _ = NormalizedName.SpellingOf(word);
        }

        return HashCode.Combine(Math.Min(name.Words.Count, 6), WrittenLettersKind(text));
    }

    static int WrittenLettersKind(string text) => text.Any(c => c > 0x300) ? 1 : 0;

    static int EncodingsOf(byte[] bytes)
    {
        var found = Encodings.Sniff(bytes, whole: bytes.Length % 2 == 0, bytes.Length % 3 == 0 ? "windows-1258" : null);
        Promise.Keep(found.Skip <= bytes.Length, "more is skipped than there is");
        _ = found.Encoding.GetString(bytes.AsSpan(found.Skip));
        var isText = StrictText.TryDecode(bytes, out var text, out var line);
        Promise.Keep(isText ? line == 0 : line >= 1 && line <= 1 + bytes.AsSpan().Count((byte)'\n'), "a line that is not in the file");
        _ = Encodings.TryFind(OddText.Read(bytes), out _);
        return HashCode.Combine(found.Words, isText, Math.Min(text?.Length ?? 0, 3));
    }
}
