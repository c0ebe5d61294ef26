using System.Text;
using SyncWorker.Files;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>Next year's list and the calendar feed.</summary>
public sealed class ListTests
{
    static readonly Moment s_now = new(new(2026, 7, 6, 1, 0, 0, TimeSpan.Zero), new(2026, 7, 6), new(8, 0));

    static RemindFacts Union(
        string relations = "1957-03-10",
        YearListOptions? list = null,
        IReadOnlyList<HeldEvent>? events = null,
        IReadOnlyList<TermOptions>? terms = null
    ) =>
        new(
            [World.Association(1, "HU", "1990"), World.Association(2, "FR", "1955-07-02"), World.Association(3, "CU", "1973-09")],
            [World.Country("HU"), World.Country("FR"), World.Country("CU"), World.Country("RS", relations: relations)],
            []
        )
        {
            Options = new()
            {
                Anniversaries = [World.Relations(), World.Founding()],
                YearList = list,
                Terms = terms ?? [],
            },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-01"),
            LongBreak = new LongBreak(),
            Events = events ?? [],
        };

    [Fact]
    public void What_is_only_shown_is_worked_out_without_steps_and_is_the_same_days()
    {
        // A term that ends 75 years after the founding: 2030 for the association of 1955.
        var term = new TermOptions
        {
            Id = "term",
            Of = CanonicalField.Founded,
            Name = new() { Vi = "Hết nhiệm kỳ" },
            After = new(900, LeadUnit.Months),
            Lead = [Lead.TheDay],
            To = [Role.OfficeChief],
        };
        var (facts, from, to) = (Union(list: new(), terms: [term]), World.Day("2027-01-01"), World.Day("2028-12-31"));

        var whole = DueItemIndex.Build(facts, from, to).Items;
        var shown = DueItemIndex.Build(facts, from, to, DueParts.Days).Items;

        Assert.Contains(whole, item => item.Key.Rule == "term");
        Assert.All(shown, item => Assert.Empty(item.Steps));
        Assert.Equal(
            whole.Where(item => item.Facts.UnitVi is null && item.Facts.Kind != ReminderKind.YearList).Select(Said).Order(),
            shown.Select(Said).Order()
        );

        static string Said(DueItem item) => $"{item.Day:yyyy-MM-dd} {item.Key} {ReminderTitle.Vi(item.Facts)} {item.DayWhy}";
    }

    [Fact]
    public void The_list_of_a_year_has_round_years_first_and_year_only_dates_in_their_place()
    {
        var lines = YearList.Table(2027, YearList.DaysOf(2027, Union())).Lines.Skip(1).Select(line => string.Join("|", line.Take(6)));

        Assert.Equal(
            [
                "1|10/03/2027|Thứ Tư|Ngày thiết lập quan hệ ngoại giao Việt Nam - RS|70|năm tròn",
                "2|02/07/2027|Thứ Sáu|Ngày thành lập Hội 2|72|năm khác",
                "3|tháng 09/2027||Ngày thành lập Hội 3|54|năm khác",
                "4|năm 2027||Ngày thành lập Hội 1|37|năm khác",
            ],
            lines
        );
    }

    [Fact]
    public void It_is_mailed_on_1_September_and_15_October_or_the_working_day_before()
    {
        // 01/09/2026 lies in the break of National Day (29/08 to 02/09): Friday 28/08, and three working days before that break when
        // long breaks are kept; the day to mail it is the case's day itself, so it is the 28th. 15/10 is a Thursday.
        var mails = World
            .Mails(Union(list: new()), "2026-08-03", "2026-10-30")
            .Where(mail => mail.Contains("list:2027", StringComparison.Ordinal));

        Assert.Equal(["2026-08-28 staff:chief list:2027 the day", "2026-10-15 staff:chief list:2027 the day"], mails);
    }

    [Fact]
    public void The_mail_carries_the_list_as_a_table_in_both_languages()
    {
        var facts = Union(
            list: new(),
            events:
            [
                new("rs", World.Day("2027-03-12"))
                {
                    TitleVi = "Lễ kỷ niệm 70 năm",
                    Country = "RS",
                    Covers = ["relations/RS"],
                },
            ]
        );

        var said = World
            .Run(facts, "2026-10-15", "2026-10-15")
            .Single(at => at.Reminder.IsMailed && at.Reminder.Item.Subject == "list:2027")
            .Reminder.Facts;

        Assert.Equal("Danh mục ngày kỷ niệm năm 2027: 4 ngày, trong đó 1 năm tròn, 0 năm lẻ 5", said.SubjectVi);
        Assert.Equal(
            "4 days, 1 round: 10/03/2027 70 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - RS (Ban Châu Âu)",
            $"{said.YearList!.Days} days, 1 round: {said.YearList.Rounds.Single().Day:dd/MM/yyyy} {said.YearList.Rounds[0].Vi} ({said.YearList.Rounds[0].Department})"
        );
        Assert.Equal("TT|Ngày|Thứ|Nội dung|Số năm|Loại|Phụ trách|Ghi chú", string.Join("|", said.Table!.Lines[0]));
        Assert.Equal(
            "1|10/03/2027|Thứ Tư|Ngày thiết lập quan hệ ngoại giao Việt Nam - RS|70|năm tròn|Ban Châu Âu|tổ chức ngày 12/03/2027: Lễ kỷ niệm 70 năm",
            string.Join("|", said.Table.Lines[1])
        );
        Assert.Equal(
            "4|năm 2027||Ngày thành lập Hội 1|37|năm khác||chỉ biết năm: cần xác định ngày",
            string.Join("|", said.Table.Lines[4]).Replace("Ban Châu Âu", "", StringComparison.Ordinal)
        );
        Assert.Equal(
            "1|10/03/2027|Wednesday|Viet Nam-RS diplomatic relations|70|ends in 0|Ban Châu Âu|held on 12/03/2027: Lễ kỷ niệm 70 năm",
            string.Join("|", said.TableEn!.Lines[1])
        );
    }

    [Fact]
    public void A_date_known_to_the_year_stands_in_the_list_and_in_no_mail()
    {
        Assert.DoesNotContain(
            World.Run(Union(list: new()), "2026-01-05", "2027-12-31"),
            at => at.Reminder.Item is { Rule: "founding", Subject: "partner:1" }
        );
    }

    [Fact]
    public void A_calendar_line_is_folded_at_75_octets_and_never_inside_a_character()
    {
        var text = new StringBuilder();
        var summary = "SUMMARY:" + string.Concat(Enumerable.Repeat("Ngày thiết lập quan hệ ngoại giao ", 5));

        CalendarText.Line(text, summary);

        var lines = text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75));
        Assert.Equal(summary, string.Concat(lines.Select((line, i) => i == 0 ? line : line[1..])));
    }

    [Theory]
    [InlineData("a, b; c\\d\ne", "a\\, b\\; c\\\\d\\ne")]
    public void Text_is_escaped_as_the_standard_says(string text, string escaped) => Assert.Equal(escaped, CalendarText.Escape(text));

    [Fact]
    public void An_event_keeps_its_identity_counts_its_moves_and_is_cancelled_when_it_is_gone()
    {
        var key = new DueItemKey("relations", "country:RS", "2027");
        var facts = Union();
        var ledger = new Ledger([]);
        string Feed(RemindFacts now) =>
            new CalendarFeed(DueItemIndex.Build(now, s_now.Today, s_now.Today), ledger, now, s_now)
                .Write(department: null)
                .Replace("\r\n ", "", StringComparison.Ordinal);

        var first = Feed(facts);
        ledger.Add(
            World.Entry(key, ReminderStep.Parse("12 months"), "staff:eu-1") with
            {
                Day = World.Day("2027-03-10"),
                SendOn = World.Day("2026-03-10"),
                State = LedgerState.Sent,
                Facts = facts.Facts(key).ToJson(),
            }
        );
        ledger.Add(
            World.Entry(key, ReminderStep.Parse("moved to 2027-03-17"), "staff:eu-1") with
            {
                Day = World.Day("2027-03-17"),
                SendOn = World.Day("2026-04-10"),
                State = LedgerState.Sent,
                Facts = facts.Facts(key).ToJson(),
            }
        );
        var moved = Feed(Union("1957-03-17"));
        var gone = Feed(Union("2027-01-01")); // no anniversary in 2027

        Assert.Contains(
            "UID:relations/country:RS/2027@syncworker\r\nDTSTAMP:20260706T010000Z\r\nDTSTART;VALUE=DATE:20270310\r\nDTEND;VALUE=DATE:20270311\r\nSEQUENCE:0\r\n",
            first,
            StringComparison.Ordinal
        );
        Assert.Contains("DTSTART;VALUE=DATE:20270317\r\nDTEND;VALUE=DATE:20270318\r\nSEQUENCE:1\r\n", moved, StringComparison.Ordinal);
        Assert.Contains(
            "SEQUENCE:2\r\nSUMMARY:70 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - RS\r\nSTATUS:CANCELLED",
            gone,
            StringComparison.Ordinal
        );
        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:", first, StringComparison.Ordinal);
    }
}

static class FactsOf
{
    /// <summary>What a case says.</summary>
    public static SyncWorker.Union.ReminderContent Facts(this RemindFacts facts, DueItemKey key) =>
        DueItemIndex.Build(facts, World.Day("2026-07-06"), World.Day("2026-07-06")).ByKey[key].Facts;
}
