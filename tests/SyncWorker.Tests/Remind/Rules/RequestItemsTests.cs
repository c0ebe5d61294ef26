using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>The cases of requests made with <c>report ask</c>: one a unit and one for staff. Due on Monday 6 July 2026.</summary>
public sealed class RequestItemsTests
{
    const string Code = "ASK-20260601-1";

    static ObligationFacts Owed(
        long partner,
        string due = "2026-07-06",
        string? received = null,
        string? extended = null,
        string? exempt = null,
        string code = Code
    ) =>
        new()
        {
            PartnerId = partner,
            Code = code,
            Period = code,
            Due = World.Day(due),
            ReceivedOn = received is null ? null : World.Day(received),
            ExtendedTo = extended is null ? null : World.Day(extended),
            ExtensionReason = extended is null ? null : "bận đại hội",
            ExemptReason = exempt,
            Title = "Danh sách đại biểu",
        };

    static RemindFacts Facts(params ObligationFacts[] owed) =>
        RuleWorld.Facts(
            [
                RuleWorld.Partner(1) with
                {
                    NameEn = "Association 1",
                },
                RuleWorld.Partner(2),
                RuleWorld.Partner(3) with
                {
                    IsActive = false,
                    SuccessorId = 2,
                },
                RuleWorld.Partner(4) with
                {
                    IsActive = false,
                },
                RuleWorld.Partner(5),
            ],
            obligations: owed
        );

    static List<DueItem> All(params ObligationFacts[] owed) => [.. RequestItems.All(Facts(owed))];

    [Fact]
    public void A_unit_has_a_case_of_its_own_and_staff_one_for_all_that_were_asked()
    {
        var items = All(Owed(1), Owed(2), Owed(1, code: "RPT"));

        Assert.Equal(
            [$"requests/partner:1/{Code}", $"requests/partner:2/{Code}", $"requests/report:{Code}/{Code}"],
            items.Select(item => item.Key.ToString())
        );
        Assert.All(items, item => Assert.Equal((World.Day("2026-07-06"), "asked for by 2026-07-06"), (item.Day, item.DayWhy)));
        Assert.All(
            items,
            item => Assert.Equal((null, World.Day("2020-01-01"), false), (item.Closed, item.KnownOn, item.IsChasedFromBefore))
        );
        Assert.All(
            items,
            item =>
                Assert.Equal(
                    (ReminderKind.Report, "Danh sách đại biểu", "Danh sách đại biểu"),
                    (item.Facts.Kind, item.Facts.SubjectVi, item.Facts.SubjectEn)
                )
        );
        Assert.Equal(("Hội 1", "Association 1", 1L), (items[0].Facts.UnitVi, items[0].Facts.UnitEn, items[0].Scope.Partner?.Id));
        Assert.Equal((null, null, new()), (items[2].Facts.UnitVi, items[2].Facts.UnitEn, items[2].Scope));
        Assert.Empty(items[0].Units);
        Assert.Equal(
            [(1, true, false), (2, true, false)],
            items[2].Units.Select(unit => (unit.Partner.Id, unit.IsOpen, unit.IsListedOnly))
        );
    }

    [Fact]
    public void Each_is_told_what_is_meant_for_them()
    {
        var items = All(Owed(1));

        Assert.Equal(
            ["5 working days: association.office", "1 working day: association.office", "+1 working day: association.office"],
            RuleWorld.Told(items[0])
        );
        Assert.Equal(
            [
                "5 working days: officer",
                "1 working day: officer",
                "+3 working days: officer, department.head",
                "+7 working days: department.head, office.chief",
            ],
            RuleWorld.Told(items[1])
        );
    }

    [Fact]
    public void Those_who_are_only_chased_hear_nothing_before_the_day_and_a_long_break_has_its_notice()
    {
        var facts = RuleWorld.Facts(
            [RuleWorld.Partner(1)],
            obligations: [Owed(1, due: "2026-03-18")],
            options: new()
            {
                Requests = new()
                {
                    Lead = [new(20, LeadUnit.Days)],
                    To = [Role.Officer],
                    Repeat = new(200, LeadUnit.Days),
                },
            }
        ) with
        {
            Calendar = RuleWorld.NineDaysOff,
            LongBreak = new(),
        };

        var items = RequestItems.All(facts).ToList();

        Assert.Equal(["+1 working day 2026-03-19"], RuleWorld.Steps(items[0]));
        Assert.Equal(
            [
                "20 days 2026-02-26",
                "before the break 2026-03-04",
                "after the break 2026-03-16",
                "+3 working days 2026-03-23",
                "+7 working days 2026-03-27",
                "+200 days 2026-10-05",
            ],
            RuleWorld.Steps(items[1])
        );
    }

    [Fact]
    public void The_duty_of_a_unit_that_was_merged_is_its_successors_and_done_when_one_of_both_has_done_it()
    {
        var items = All(Owed(2), Owed(3, received: "2026-07-01"), Owed(4), Owed(99));

        Assert.Equal(["partner:2", $"report:{Code}"], items.Select(item => item.Subject));
        Assert.Equal(("received on 2026-07-01", "all 1 received"), (items[0].Closed, items[1].Closed));
        Assert.Equal("received on 2026-07-01", All(Owed(3, received: "2026-07-01"), Owed(2))[0].Closed);
    }

    [Fact]
    public void A_unit_that_is_exempt_is_not_asked()
    {
        Assert.Equal(["partner:2", $"report:{Code}"], All(Owed(1, exempt: "mới thành lập"), Owed(2)).Select(item => item.Subject));
        Assert.Empty(All(Owed(1, exempt: "mới thành lập")));
    }

    [Fact]
    public void Units_that_were_asked_for_different_days_are_lines_of_their_own()
    {
        var items = All(Owed(2, due: "2026-07-13"), Owed(1), Owed(1, code: "ASK-20260602-1"));

        Assert.Equal(
            [
                "partner:2 2026-07-13",
                "partner:1 2026-07-06",
                $"report:{Code}/2 2026-07-13",
                $"report:{Code}/1 2026-07-06",
                "partner:1 2026-07-06",
                "report:ASK-20260602-1 2026-07-06",
            ],
            items.Select(item => $"{item.Subject} {DayText.Iso(item.Day)}")
        );
        var same = All(Owed(2, due: "2026-07-13"), Owed(1, due: "2026-07-13"), Owed(5));
        Assert.Contains($"report:{Code}/1", same.Select(item => item.Subject));
    }

    [Fact]
    public void A_unit_that_was_given_a_later_day_has_a_line_of_its_own_and_is_listed_in_that_of_the_others()
    {
        var items = All(Owed(1, received: "2026-07-01"), Owed(2, extended: "2026-07-20"));

        Assert.Equal(["partner:1", "partner:2", $"report:{Code}", $"report:{Code}+2"], items.Select(item => item.Subject));
        Assert.Equal(
            (World.Day("2026-07-20"), "asked for by 2026-07-06, extended to 2026-07-20: bận đại hội"),
            (items[1].Day, items[1].DayWhy)
        );
        Assert.Equal(
            (World.Day("2026-07-06"), "asked for by 2026-07-06", "all others received, the rest has a later day"),
            (items[2].Day, items[2].DayWhy, items[2].Closed)
        );
        Assert.Equal(
            [(1, null, false), (2, World.Day("2026-07-20"), true)],
            items[2].Units.Select(unit => (unit.Partner.Id, unit.ExtendedTo, unit.IsListedOnly))
        );
        Assert.Equal(
            (World.Day("2026-07-20"), "asked for by 2026-07-20", false),
            (items[3].Day, items[3].DayWhy, Assert.Single(items[3].Units).IsListedOnly)
        );
    }

    [Fact]
    public void A_request_cites_its_document_and_without_a_title_has_its_code()
    {
        var item = All(Owed(1) with { Basis = "Công văn số 1", Title = null, Response = "đang làm" });

        Assert.Equal("asked for by 2026-07-06, Công văn số 1", item[0].DayWhy);
        Assert.Equal((Code, Code, "Công văn số 1"), (item[0].Facts.SubjectVi, item[0].Facts.SubjectEn, item[0].Facts.Basis));
        Assert.Equal("đang làm", item[1].Units[0].Response);
    }

    [Fact]
    public void A_request_for_a_day_out_of_range_is_set_aside_by_name()
    {
        var facts = Facts(Owed(1, due: "2151-01-01"), Owed(2));

        Assert.Equal(["partner:2", $"report:{Code}"], RequestItems.All(facts).Select(item => item.Subject));
        Assert.Equal(
            [
                $"Set aside: requests, {Code} of partner:1: it is due on 2151-01-01, outside 1950 to 2150: nothing falls due on such a day. Correct it in the source, or with: SyncWorker partner pin",
            ],
            facts.SetAside.Named
        );
        Assert.True(facts.SetAside.Has(new("requests", "partner:1", Code)));
    }

    [Fact]
    public void In_a_rehearsal_it_is_chased_from_go_live_on()
    {
        var facts = Facts(Owed(1)) with { IsRehearsal = true };

        Assert.All(RequestItems.All(facts), item => Assert.True(item.IsChasedFromBefore));
        Assert.All(RequestItems.All(facts with { GoLive = World.Day("2026-07-07") }), item => Assert.False(item.IsChasedFromBefore));
    }
}
