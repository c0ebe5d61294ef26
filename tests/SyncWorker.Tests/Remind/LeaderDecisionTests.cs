using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;

namespace SyncWorker.Tests.Remind;

/// <summary>What leaders are asked to decide in their weekly outlook.</summary>
public sealed class LeaderDecisionTests
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
}
