using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>
/// Who hears today, Monday 06/07/2026, that a day moved, is gone or that a report has come, and who does not. The ledgers are made by hand.
/// </summary>
public sealed class ChangeNoticesTests
{
    const string Head = "staff:eu-head";

    static readonly DateOnly s_today = World.Day("2026-07-06");

    static readonly DueItemKey s_france = new("relations", "country:FR", "2026");

    /// <summary>France's day, in the ledger of those who were told of <paramref name="day"/>.</summary>
    static LedgerEntry Told(string day, string sendOn, string step = "5 working days", string recipient = Made.Officer) =>
        World.Entry(s_france, ReminderStep.Parse(step), recipient) with
        {
            Day = World.Day(day),
            SendOn = World.Day(sendOn),
            State = LedgerState.Sent,
            Facts = new ReminderContent { Kind = ReminderKind.Relations, SubjectVi = "Pháp" }.ToJson(),
        };

    /// <param name="day">In this year; null when the register no longer has it.</param>
    static RemindFacts France(string? day, IReadOnlyList<Position>? staff = null) =>
        World.Of([], [World.Country("FR", relations: day is null ? null : $"1973-{day}")], [Rule], staff: staff);

    static AnniversaryOptions Rule =>
        new()
        {
            Id = "relations",
            Of = "relations",
            To = [Role.Officer, Role.DepartmentHead],
        };

    static IReadOnlyList<PlannedReminder> Find(RemindFacts facts, params LedgerEntry[] rows) =>
        new ChangeNotices(DueItemIndex.Build(facts, s_today, s_today), facts, new(rows), s_today).Find();

    static IEnumerable<string> Lines(IReadOnlyList<PlannedReminder> notices) =>
        notices.Select(notice =>
            $"{notice.Recipient} {notice.Step} {notice.Day:MM-dd} {ReminderKinds.Word(notice.Facts.Kind)}{(notice.Facts.MovedFrom is { } from ? $" from {from:MM-dd}" : "")}"
        );

    [Fact]
    public void A_moved_day_is_told_today_with_the_day_before_to_the_position_that_was_told_of_it()
    {
        var notice = Assert.Single(Find(France("07-15"), Told("2026-07-10", "2026-07-03")));

        Assert.Equal(
            (s_france, "moved to 2026-07-15", Made.Officer, "2026-07-15", "2026-07-06", LedgerState.Due),
            (notice.Item, notice.Step.ToString(), notice.Recipient, DayText.Iso(notice.Day), DayText.Iso(notice.SendOn), notice.State)
        );
        Assert.Equal("told before of 2026-07-10; the day in 2026 is 2026-07-15", notice.Reason);
        Assert.Equal(
            (ReminderKind.Moved, ReminderKind.Relations, World.Day("2026-07-10")),
            (notice.Facts.Kind, notice.Facts.Of!.Value, notice.Facts.MovedFrom!.Value)
        );
        Assert.Equal(
            ("giữ vị trí officer Ban Châu Âu", "you hold the position of officer, Ban Châu Âu", "eu-1@example.org"),
            (notice.Facts.WhyVi, notice.Facts.WhyEn, notice.To?.Address)
        );
    }

    [Fact]
    public void Each_hears_of_the_day_that_he_was_told_himself()
    {
        Assert.Equal(
            ["staff:eu-head moved to 2026-07-15 07-15 moved from 07-09", "staff:eu-1 moved to 2026-07-15 07-15 moved"],
            Lines(
                Find(
                    France("07-15"),
                    Told("2026-07-08", "2026-06-30", recipient: Head),
                    Told("2026-07-09", "2026-07-02", recipient: Head),
                    Told("2026-07-15", "2026-07-01")
                )
            )
        );
    }

    [Fact]
    public void On_one_day_the_notice_is_what_people_believe_and_not_the_step()
    {
        LedgerEntry[] onOneDay = [Told("2026-07-10", "2026-07-03"), Told("2026-07-15", "2026-07-03", "moved to 2026-07-15")];

        Assert.Empty(Find(France("07-15"), onOneDay));
        Assert.Equal(["staff:eu-1 moved to 2026-07-16 07-16 moved from 07-15"], Lines(Find(France("07-16"), [.. onOneDay.Reverse()])));
        Assert.Equal(["staff:eu-1 moved to 2026-07-16 07-16 moved from 07-15"], Lines(Find(France("07-16"), onOneDay)));
    }

    [Fact]
    public void A_day_that_comes_back_is_told_as_back()
    {
        var notice = Assert.Single(Find(France("07-15"), Told("2026-07-15", "2026-07-02"), Told("2026-07-15", "2026-07-03", "cancelled")));

        Assert.Equal("told before that it was gone; the day in 2026 is 2026-07-15", notice.Reason);
        Assert.Null(notice.Facts.MovedFrom);
    }

    [Fact]
    public void A_second_move_to_the_same_day_is_counted_whoever_heard_of_the_first() =>
        Assert.Equal(
            ["staff:eu-1 moved to 2026-07-15 (2) 07-15 moved from 07-20", "staff:eu-head moved to 2026-07-15 (2) 07-15 moved"],
            Lines(
                Find(
                    France("07-15"),
                    Told("2026-07-20", "2026-07-03", "moved to 2026-07-20"),
                    Told("2026-07-15", "2026-07-02", "moved to 2026-07-15"),
                    Told("2026-07-15", "2026-07-02", "moved to 2026-07-15", Head)
                )
            )
        );

    [Theory]
    [InlineData("07-03", "2026-07-05", false)] // both are past
    [InlineData("07-03", "2026-07-06", true)] // people wait for today
    [InlineData("07-06", "2026-07-02", true)] // it is today
    public void Nothing_is_told_of_two_days_that_are_past(string day, string before, bool isTold) =>
        Assert.Equal(isTold, Find(France(day), Told(before, "2026-07-01")).Count > 0);

    [Fact]
    public void Who_was_not_told_hears_of_no_change()
    {
        var told = Told("2026-07-10", "2026-07-03");

        Assert.Single(Find(France("07-15"), told));
        Assert.Empty(Find(France("07-15"), told with { State = LedgerState.Skipped }));
        Assert.Empty(Find(France("07-15"), told with { IsUnsent = true })); // the mail that waits is put right instead
        Assert.Empty(Find(France("07-15"), told with { Recipient = LedgerEntry.Everybody }));
    }

    [Fact]
    public void Nothing_follows_from_a_rule_that_is_gone_a_sheet_out_of_reach_or_what_was_set_aside()
    {
        var (told, gone) = (Told("2026-07-10", "2026-07-03"), France(null));
        Assert.Single(Find(gone, told));
        Assert.Empty(Find(gone, told with { Rule = "no-rule" }));

        Assert.Empty(Find(gone with { AreEventsKnown = false }, told with { Rule = RemindOptions.EventRule }));
        Assert.Single(Find(gone with { AreEventsKnown = false }, told));
        Assert.Single(Find(gone, told with { Rule = RemindOptions.EventRule }));

        gone.SetAside.Add("relations", "country:FR", "It cannot be read.");
        Assert.Empty(Find(gone, told));
    }

    [Fact]
    public void A_day_that_is_gone_is_told_as_it_was_last()
    {
        var notice = Assert.Single(
            Find(
                France(null),
                Told("2026-07-10", "2026-07-03") with
                {
                    Facts = new ReminderContent { Kind = ReminderKind.Relations, SubjectVi = "Cộng hòa Pháp" }.ToJson(),
                },
                Told("2026-07-09", "2026-07-02", "15 working days")
            )
        );

        Assert.Equal(
            ("cancelled", "2026-07-10", "2026-07-06", LedgerState.Due, "told before; the day is no longer in the register"),
            (notice.Step.ToString(), DayText.Iso(notice.Day), DayText.Iso(notice.SendOn), notice.State, notice.Reason)
        );
        Assert.Equal(
            (ReminderKind.Cancelled, "Ngày thiết lập quan hệ ngoại giao Việt Nam - Cộng hòa Pháp"),
            (notice.Facts.Kind, notice.Facts.SubjectVi)
        );
    }

    [Theory]
    [InlineData("2026-07-05", 0)]
    [InlineData("2026-07-06", 1)]
    public void A_day_that_is_gone_and_past_is_not_told(string day, int count) =>
        Assert.Equal(count, Find(France(null, Staffed("eu-1")), Told(day, "2026-07-03")).Count);

    [Fact]
    public void What_is_gone_again_is_told_again_and_what_was_told_as_gone_is_not()
    {
        var (first, gone) = (Told("2026-07-10", "2026-07-01"), Told("2026-07-10", "2026-07-02", "cancelled"));
        var back = Told("2026-07-10", "2026-07-03", "moved to 2026-07-10");

        Assert.Empty(Find(France(null), first, gone));
        Assert.Equal(["staff:eu-1 cancelled (2) 07-10 cancelled"], Lines(Find(France(null), first, gone, back)));
        var elsewhere = Told("2026-07-15", "2026-07-03", "moved to 2026-07-15");
        Assert.Equal(["staff:eu-1 cancelled (2) 07-15 cancelled"], Lines(Find(France(null), first, gone, elsewhere)));
        Assert.Empty(Find(France(null), first with { Facts = "" })); // nobody knows what it was
    }

    [Fact]
    public void Who_has_left_or_reads_the_weekly_outlook_alone_is_not_looked_for()
    {
        var rows = (LedgerEntry[])[Told("2026-07-10", "2026-07-03"), Told("2026-07-10", "2026-07-03", recipient: Head)];

        Assert.Equal([Head], Find(France("07-15", Staffed("eu-head")), rows).Select(notice => notice.Recipient));
        Assert.Equal(
            [Made.Officer],
            Find(France("07-15", [.. Staffed("eu-1"), Made.Position("eu-head", Made.Europe, Role.DepartmentHead, [MailKind.Weekly])]), rows)
                .Select(notice => notice.Recipient)
        );
    }

    [Fact]
    public void Who_is_on_leave_hears_of_it_himself() =>
        Assert.Equal(
            ["staff:eu-1 "],
            Find(
                    France(
                        "07-15",
                        [
                            Made.Position("eu-1", Made.Europe, Role.Officer, leave: [Made.Away("eu-2")]),
                            Made.Position("eu-2", Made.Europe, Role.Officer),
                        ]
                    ),
                    Told("2026-07-10", "2026-07-03")
                )
                .Select(notice => $"{notice.Recipient} {notice.To?.DeputyFor}")
        );

    static Position[] Staffed(params string[] ids) => [.. World.Staff.Where(position => ids.Contains(position.Id))];

    // Reports: due on 01/07, chased since.

    static readonly DueItemKey s_own = new("half-year-report", "partner:1", "2026-H1");
    static readonly DueItemKey s_line = new("half-year-report", "report:RPT-6T-H", "2026-H1");

    /// <summary>Partners 1 and 2 of France owe it to Europe, partner 3 of Laos to Asia; the day each of them sent it.</summary>
    static RemindFacts Reports(params string?[] received) =>
        World.Of(
            [
                .. received.Select((_, i) => World.Association(i + 1, i < 2 ? "FR" : "LA")),
                // Merged away.
                World.Association(8, "FR") with
                {
                    IsActive = false,
                    SuccessorId = 1,
                },
            ],
            [World.Country("FR"), World.Country("LA", "Ban Châu Á")],
            reports: [World.HalfYear("07-01")],
            obligations:
            [
                .. received.SelectMany<string?, ObligationFacts>(
                    (on, i) => on is null ? [] : [Owed(i + 1) with { ReceivedOn = World.Day(on) }]
                ),
            ]
        );

    static ObligationFacts Owed(long partner) =>
        new()
        {
            PartnerId = partner,
            Code = "RPT-6T-H",
            Period = "2026-H1",
            Due = World.Day("2026-07-01"),
        };

    static LedgerEntry Chased(DueItemKey item, string recipient, string step = "+1 working day") =>
        World.Entry(item, ReminderStep.Parse(step), recipient) with
        {
            Day = World.Day("2026-07-01"),
            SendOn = World.Day("2026-07-02"),
            State = LedgerState.Sent,
        };

    [Fact]
    public void Who_was_chased_hears_once_that_the_report_has_come()
    {
        var notice = Assert.Single(Find(Reports("2026-07-03"), Chased(s_own, "partner:1")));

        Assert.Equal(
            ("done", "2026-07-01", "2026-07-06", "was chased before; received on 2026-07-03", "hoi1@example.org"),
            (notice.Step.ToString(), DayText.Iso(notice.Day), DayText.Iso(notice.SendOn), notice.Reason, notice.To?.Address)
        );
        Assert.Equal((ReminderKind.Done, "Báo cáo 6 tháng đầu năm 2026 - Hội 1"), (notice.Facts.Kind, notice.Facts.SubjectVi));
        Assert.Empty(Find(Reports("2026-07-03"), Chased(s_own, "partner:1"), Chased(s_own, "partner:1", "done")));
        Assert.Single(Find(Reports("2026-07-03"), Chased(s_own, "partner:1"), Chased(s_own, "partner:7", "done")));
        Assert.Empty(Find(Reports("2026-07-03"), Chased(s_own, "partner:1", "5 working days")));
        Assert.Empty(Find(Reports([null]), Chased(s_own, "partner:1")));
    }

    [Fact]
    public void Who_need_not_report_any_more_hears_that_it_is_no_longer_asked_for()
    {
        var facts = World.Of(
            [World.Association(1, "FR")],
            [World.Country("FR")],
            reports: [World.HalfYear("07-01")],
            obligations: [Owed(1) with { ExemptReason = "mới thành lập" }]
        );

        var notice = Assert.Single(Find(facts, Chased(s_own, "partner:1")));

        Assert.Equal(
            (ReminderKind.Cancelled, "done", "was chased before; exempt: mới thành lập"),
            (notice.Facts.Kind, notice.Step.ToString(), notice.Reason)
        );
    }

    [Fact]
    public void Of_a_table_each_hears_when_all_of_his_own_units_are_in()
    {
        LedgerEntry[] rows =
        [
            Chased(s_line, Made.Officer, "+3 working days"),
            Chased(s_line, "staff:asia-1", "+3 working days"),
            Chased(s_line, "staff:chief", "+7 working days"),
        ];

        Assert.Equal(
            ["staff:eu-1 was chased before; all of its units received"],
            Find(Reports("2026-07-03", "2026-07-03", null), rows).Select(notice => $"{notice.Recipient} {notice.Reason}")
        );
        Assert.Equal(
            ["staff:asia-1 was chased before; all of its units received"],
            Find(Reports("2026-07-03", null, "2026-07-03"), rows).Select(notice => $"{notice.Recipient} {notice.Reason}")
        );
        Assert.Equal(
            [
                "staff:eu-1 was chased before; all 3 received",
                "staff:asia-1 was chased before; all 3 received",
                "staff:chief was chased before; all 3 received",
            ],
            Find(Reports("2026-07-03", "2026-07-03", "2026-07-03"), rows).Select(notice => $"{notice.Recipient} {notice.Reason}")
        );
    }

    [Fact]
    public void Nobody_hears_that_all_has_come_while_a_unit_has_a_later_day()
    {
        var facts = World.Of(
            [World.Association(1, "FR"), World.Association(2, "FR")],
            [World.Country("FR")],
            reports: [World.HalfYear("07-01")],
            obligations:
            [
                Owed(1) with
                {
                    ReceivedOn = World.Day("2026-07-03"),
                },
                Owed(2) with
                {
                    ExtendedTo = World.Day("2026-07-20"),
                    ExtensionReason = "xin lùi",
                },
            ]
        );

        Assert.Empty(Find(facts, Chased(s_line, Made.Officer, "+3 working days")));
    }

    [Fact]
    public void More_time_for_one_unit_is_neither_a_move_of_all_nor_gone_when_it_is_taken_back()
    {
        static RemindFacts Extended(string? to, string? received = null) =>
            World.Of(
                [World.Association(1, "FR"), World.Association(2, "FR")],
                [World.Country("FR")],
                reports: [World.HalfYear("07-01")],
                obligations:
                [
                    Owed(2) with
                    {
                        ExtendedTo = to is null ? null : World.Day(to),
                        ReceivedOn = received is null ? null : World.Day(received),
                        ExtensionReason = "xin lùi",
                    },
                ]
            );
        var told = World.Entry(
            new("half-year-report", "report:RPT-6T-H+2", "2026-H1"),
            ReminderStep.Overdue("1 working day"),
            Made.Officer
        ) with
        {
            Day = World.Day("2026-07-09"),
            SendOn = World.Day("2026-07-03"),
            State = LedgerState.Sent,
            Facts = new ReminderContent { Kind = ReminderKind.Report, SubjectVi = "Báo cáo" }.ToJson(),
        };

        Assert.Empty(Find(Extended("2026-07-20"), told));
        Assert.Empty(Find(Extended(null), told));
        Assert.Equal(["staff:eu-1 done 07-20 done"], Lines(Find(Extended("2026-07-20", "2026-07-05"), told)));
    }

    [Fact]
    public void An_office_is_written_to_where_it_is_now_and_one_that_was_merged_away_is_not()
    {
        var done = Reports("2026-07-03");

        // The head of a cluster got the reminder of another unit; who is not in the register any more stands for the unit itself.
        Assert.Equal(["partner:1"], Find(Reports("2026-07-03", null), Chased(s_own, "partner:99")).Select(notice => notice.Recipient));
        Assert.Equal(["partner:2"], Find(Reports("2026-07-03", null), Chased(s_own, "partner:2")).Select(notice => notice.Recipient));
        Assert.Empty(Find(done, Chased(s_own, "partner:8")));
        Assert.Empty(Find(done with { DeadAddresses = new HashSet<string> { "hoi1@example.org" } }, Chased(s_own, "partner:1")));
    }

    [Fact]
    public void An_office_hears_that_a_day_of_its_own_is_gone_by_the_number_that_the_day_had()
    {
        var facts = World.Of([World.Association(1, "FR")], [World.Country("FR")], [World.Founding()]);
        var told = Told("2026-07-10", "2026-07-03", recipient: "partner:99") with { Rule = "founding", Subject = "partner:1" };

        Assert.Equal(["partner:1 cancelled 07-10 cancelled"], Lines(Find(facts, told)));
        Assert.Empty(Find(facts, told with { Subject = "partner:98" }));
    }
}
