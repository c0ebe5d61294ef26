using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>What leaders are asked to decide in their weekly outlook.</summary>
public sealed class LeaderDecisionsTests
{
    const string Today = "2026-07-24";

    static readonly DueItemKey s_serbia = new("relations", "country:RS", "2027");

    static RemindFacts Union(IReadOnlyList<HeldChange>? held = null) =>
        new(
            [World.Association(1, "FR"), World.Association(2, "RS"), World.Association(3, "LA")],
            [World.Country("FR"), World.Country("RS", relations: "1957-03-10"), World.Country("LA", "Ban Châu Á", relations: "1967-02-10")],
            []
        )
        {
            Options = new() { Anniversaries = [World.Relations()], Reports = [World.HalfYear()] },
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-01"),
            LongBreak = World.NoLongBreaks,
            HeldChanges = held ?? [],
        };

    static IReadOnlyList<LeaderDecision> On(string day, RemindFacts facts, params LedgerEntry[] rows) =>
        LeaderDecisions.Find(DueItemIndex.Build(facts, World.Day(day), World.Day(day)), facts, new(rows), World.Day(day));

    static LedgerEntry Told(DueItemKey item, LedgerState state = LedgerState.Sent) =>
        World.Entry(item, new(StepKind.Before, "12 months"), "staff:eu-1") with
        {
            Day = World.Day("2027-03-10"),
            State = state,
        };

    [Fact]
    public void A_report_is_decided_on_per_department_once_it_is_more_than_seven_working_days_late()
    {
        Assert.Empty(On("2026-07-17", Union()));
        Assert.Equal(
            [
                "2026-07-31 Trưởng: Ban Châu Âu: 02/02 đơn vị chưa gửi Báo cáo 6 tháng đầu năm 2026, quá hạn 08 ngày làm việc; quyết định cách đôn đốc hoặc gia hạn",
                "2026-07-31 Trưởng: Ban Châu Á: 01/01 đơn vị chưa gửi Báo cáo 6 tháng đầu năm 2026, quá hạn 08 ngày làm việc; quyết định cách đôn đốc hoặc gia hạn",
            ],
            On("2026-07-20", Union()).Select(at => $"{at.Until:yyyy-MM-dd} Trưởng: {at.Vi}")
        );
    }

    [Fact]
    public void A_round_year_is_decided_on_from_its_first_step_until_somebody_has_taken_it()
    {
        Assert.DoesNotContain(On(Today, Union()), IsSerbia);
        Assert.Contains(On(Today, Union(), Told(s_serbia)), IsSerbia);
        Assert.DoesNotContain(On(Today, Union(), Told(s_serbia, LedgerState.Acknowledged)), IsSerbia);
    }

    [Theory]
    [InlineData("2026-07-24", "2026-09-10")]
    [InlineData("2026-09-10", "2026-09-10")]
    [InlineData("2026-09-11", "2027-02-17")]
    [InlineData("2027-02-05", "2027-02-17")]
    public void A_round_year_is_decided_on_by_its_second_step_else_by_the_day_on_which_letters_are_drafted(string today, string until) =>
        Assert.Equal(World.Day(until), Assert.Single(On(today, Union(), Told(s_serbia)), IsSerbia).Until);

    [Fact]
    public void What_can_no_longer_be_prepared_is_not_asked_for() =>
        Assert.DoesNotContain(On("2027-02-18", Union(), Told(s_serbia)), IsSerbia);

    [Fact]
    public void The_last_day_to_decide_on_an_overdue_report_does_not_move_either() =>
        Assert.All(["2026-07-20", "2026-07-24", "2026-08-07"], today => Assert.Equal(World.Day("2026-07-31"), On(today, Union())[0].Until));

    [Fact]
    public void There_are_three_at_most_and_each_kind_is_named_before_a_second_of_one()
    {
        var facts = Union([new("abc", World.Day("2026-07-22"), World.Day("2026-07-29"))]);

        var decisions = On(Today, facts, Told(s_serbia), Told(new("relations", "country:LA", "2027")));

        Assert.Equal(["plan:abc", "half-year-report/report:RPT-6T-H/2026-H1:Ban Châu Âu", "relations/country:LA/2027"], Keys(decisions));
    }

    [Fact]
    public void A_held_change_whose_time_has_run_out_is_not_asked_for() =>
        Assert.DoesNotContain(
            On(Today, Union([new("abc", World.Day("2026-07-01"), World.Day("2026-07-08"))])),
            decision => decision.Key == "plan:abc"
        );

    static IEnumerable<string> Keys(IEnumerable<LeaderDecision> decisions) => decisions.Select(decision => decision.Key);

    static bool IsSerbia(LeaderDecision decision) => decision.Key == s_serbia.ToString();

    // What is asked, word for word.

    static Position Staffed(string id, string department, Role role) => Made.Position(id, department, role);

    /// <summary>Reports of three French and one Laotian unit, due on Wednesday 08/07.</summary>
    static RemindFacts Reports(IReadOnlyList<Position>? staff = null, params ObligationFacts[] owed) =>
        World.Of(
            [.. Enumerable.Range(1, 4).Select(id => World.Association(id, id < 4 ? "FR" : "LA"))],
            [World.Country("FR"), World.Country("LA", "Ban Châu Á")],
            reports: [World.HalfYear()],
            obligations: owed,
            staff: staff ?? [Staffed("eu-head", Made.Europe, Role.DepartmentHead), Staffed("asia-1", "Ban Châu Á", Role.Officer)],
            goLive: "2026-01-01"
        );

    static ObligationFacts Received(long partner) =>
        new()
        {
            PartnerId = partner,
            Code = "RPT-6T-H",
            Period = "2026-H1",
            Due = World.Day("2026-07-08"),
            ReceivedOn = World.Day("2026-07-07"),
        };

    [Fact]
    public void The_head_asks_for_a_department_that_has_one_and_the_most_missing_come_first()
    {
        var decisions = On("2026-07-20", Reports(null, Received(1)));

        Assert.Equal(
            [
                "Ban Châu Âu in English: 2 of 3 units have not sent \"Report for the first half of 2026\", 8 working days overdue; decide how to go on, or on more time",
                "Ban Châu Á in English: 1 of 1 units have not sent \"Report for the first half of 2026\", 8 working days overdue; decide how to go on, or on more time",
            ],
            decisions.Select(decision => decision.En)
        );
        Assert.Equal(["department.head Ban Châu Âu", "Ban Châu Á"], decisions.Select(decision => decision.AskedByVi));
        Assert.Equal(
            ["department.head, Ban Châu Âu in English", "Ban Châu Á in English"],
            decisions.Select(decision => decision.AskedByEn)
        );
        Assert.Equal([2, 1], decisions.Select(decision => decision.Weight));
    }

    [Fact]
    public void A_department_of_which_staff_json_knows_nothing_is_named_as_it_is() =>
        Assert.Equal(
            [(Made.Europe, Made.Europe), ("Ban Châu Á", "Ban Châu Á")],
            On("2026-07-20", Reports([])).Select(decision => (decision.AskedByVi, decision.AskedByEn))
        );

    [Fact]
    public void A_department_that_has_all_is_not_asked_about() =>
        Assert.Equal(
            ["half-year-report/report:RPT-6T-H/2026-H1:Ban Châu Á"],
            Keys(On("2026-07-20", Reports(null, Received(1), Received(2), Received(3))))
        );

    [Theory]
    [InlineData("2026-07-17", 0)] // seven working days
    [InlineData("2026-07-20", 1)]
    [InlineData("2026-09-30", 1)] // as long as it is not answered
    public void A_conclusion_is_asked_about_when_it_is_more_than_seven_working_days_late(string today, int count) =>
        Assert.Equal(count, On(today, Given(World.Of(goLive: "2026-01-01"))).Count);

    static RemindFacts Given(RemindFacts facts, string? answer = null, string due = "2026-07-08") =>
        facts with
        {
            Assignments =
            [
                new("KL-01", AssignmentKind.Conclusion, "eu-1", World.Day(due))
                {
                    TaskVi = "Rà soát",
                    TaskEn = "Review",
                    Answer = answer,
                },
            ],
        };

    [Fact]
    public void A_conclusion_is_named_with_its_owner_and_how_late_it_is()
    {
        var decision = Assert.Single(On("2026-07-20", Given(World.Of(goLive: "2026-01-01"))));

        Assert.Equal(("assignments/assignment:KL-01/KL-01", "2026-07-31", 8), (decision.Key, DayText.Iso(decision.Until), decision.Weight));
        Assert.Equal(
            "Kết luận hội nghị: Rà soát - officer Ban Châu Âu: quá hạn 08 ngày làm việc, chưa có kết quả; quyết định hướng xử lý",
            decision.Vi
        );
        Assert.Equal("Conclusion: Review - officer, Ban Châu Âu: 8 working days overdue, no answer yet; decide how to go on", decision.En);
        Assert.Equal(("department.head Ban Châu Âu", "department.head, Ban Châu Âu"), (decision.AskedByVi, decision.AskedByEn));
    }

    [Fact]
    public void What_is_answered_or_fell_due_before_anyone_watched_is_not_asked_about()
    {
        Assert.Empty(On("2026-07-20", Given(World.Of(goLive: "2026-01-01"), answer: "xong")));
        Assert.Empty(On("2026-07-20", Given(World.Of(goLive: "2026-07-09"))));
        Assert.Single(On("2026-07-20", Given(World.Of(goLive: "2026-07-08"))));
    }

    [Fact]
    public void A_round_year_is_named_with_its_day()
    {
        var decision = Assert.Single(On(Today, Union(), Told(s_serbia)), IsSerbia);

        Assert.Equal(
            "70 năm Ngày thiết lập quan hệ ngoại giao Việt Nam - RS (ngày 10/03/2027); quyết định quy mô, hình thức kỷ niệm",
            decision.Vi
        );
        Assert.Equal("70th anniversary of Viet Nam-RS diplomatic relations (10 March 2027); decide how it is celebrated", decision.En);
        Assert.Equal(("department.head Ban Châu Âu", 0), (decision.AskedByVi, decision.Weight));
    }

    [Fact]
    public void A_year_that_is_not_round_is_covered_or_was_only_skipped_is_not_decided_on()
    {
        var belgium = new DueItemKey("relations", "country:BE", "2027");
        RemindFacts facts = World.Of([], [World.Country("BE", relations: "1962-03-10")], [World.Relations()], goLive: "2026-01-01");

        Assert.Empty(On(Today, facts, Told(belgium))); // 65 years
        Assert.DoesNotContain(On(Today, Union(), Told(s_serbia, LedgerState.Skipped)), IsSerbia);
        Assert.DoesNotContain(
            On(
                Today,
                Union() with
                {
                    Events = [new("le", World.Day("2027-03-08")) { TitleVi = "Lễ", Covers = ["relations/RS"] }],
                },
                Told(s_serbia)
            ),
            IsSerbia
        );
    }

    [Fact]
    public void The_newest_held_change_alone_is_asked_about_until_its_last_day()
    {
        var facts = World.Of() with
        {
            HeldChanges =
            [
                new("old", World.Day("2026-07-20"), World.Day("2026-07-27")),
                new("new", World.Day("2026-07-22"), World.Day("2026-07-29")),
                new("gone", World.Day("2026-07-23"), World.Day("2026-07-23")),
            ],
        };

        var decision = Assert.Single(On(Today, facts));

        Assert.Equal(("plan:new", "2026-07-29"), (decision.Key, DayText.Iso(decision.Until)));
        Assert.Equal("Thay đổi lớn của sổ đăng ký chờ duyệt từ ngày 22/07/2026; duyệt hay không duyệt", decision.Vi);
        Assert.Equal("A large change of the register is held since 22 July 2026; approve it or not", decision.En);
        Assert.Equal(("Bộ phận kỹ thuật", "IT"), (decision.AskedByVi, decision.AskedByEn));
        Assert.Single(On("2026-07-29", facts));
        Assert.Empty(On("2026-07-30", facts));
    }

    [Fact]
    public void Of_conclusions_the_latest_comes_first_and_they_are_named_in_the_order_of_their_last_day()
    {
        var facts = Given(World.Of(goLive: "2026-01-01")) with
        {
            Assignments =
            [
                .. new[] { "2026-07-09", "2026-07-07", "2026-07-06", "2026-07-08" }.Select(due => new Assignment(
                    due,
                    AssignmentKind.Conclusion,
                    "eu-1",
                    World.Day(due)
                )
                {
                    TaskVi = "Rà soát",
                }),
            ],
        };

        Assert.Equal(["2026-07-06", "2026-07-07", "2026-07-08"], On("2026-07-24", facts).Select(decision => decision.Key.Split('/')[^1]));
    }
}
