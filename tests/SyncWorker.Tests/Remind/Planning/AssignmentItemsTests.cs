using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Planning;

/// <summary>The case that a line of the sheet of assignments becomes. It is due on Wednesday 08/07/2026.</summary>
public sealed class AssignmentItemsTests
{
    static Assignment Given(string owner = "eu-1", AssignmentKind kind = AssignmentKind.Conclusion) =>
        new("KL-01", kind, owner, World.Day("2026-07-08")) { TaskVi = "Rà soát", Basis = "Thông báo số 45" };

    static RemindFacts Union(params Assignment[] assignments) =>
        World.Of(
            [World.Association(1, "FR") with { NameEn = "Association 1" }, World.Association(2, "FR") with { IsActive = false }],
            [World.Country("FR")]
        ) with
        {
            Assignments = assignments,
        };

    static DueItem Only(RemindFacts facts, AssignmentOptions? rule = null) => Assert.Single(AssignmentItems.All(rule ?? new(), facts));

    static IEnumerable<string> Steps(DueItem item) =>
        item.Steps.Select(step => $"{step.SendOn:MM-dd} {step.Name} {string.Join(' ', step.To)}");

    [Theory]
    [InlineData(AssignmentKind.Conclusion, "Review", "Kết luận hội nghị: Rà soát", "Conclusion: Review")]
    [InlineData(AssignmentKind.Conclusion, null, "Kết luận hội nghị: Rà soát", "Conclusion: Rà soát")]
    [InlineData(AssignmentKind.Petition, "Review", "Kiến nghị: Rà soát", "Petition: Review")]
    public void It_says_what_it_is_who_owns_it_and_what_to_do(object kind, string? en, string vi, string english)
    {
        var item = Only(Union(Given(kind: (AssignmentKind)kind) with { TaskEn = en }));

        Assert.Equal(
            new ReminderContent
            {
                Kind = ReminderKind.Assignment,
                SubjectVi = vi,
                SubjectEn = english,
                UnitVi = "officer Ban Châu Âu",
                UnitEn = "officer, Ban Châu Âu",
                Basis = "Thông báo số 45",
                ActionVi = "thực hiện, báo cáo kết quả",
                ActionEn = "carry it out and report the result",
            }.ToJson(),
            item.Facts.ToJson()
        );
        Assert.Equal(
            ("assignments/assignment:KL-01/KL-01", "2026-07-08", "the sheet of assignments says 2026-07-08", null),
            (item.Key.ToString(), DayText.Iso(item.Day), item.DayWhy, item.Closed)
        );
    }

    [Theory]
    [InlineData("Review", "you are in charge of “Review”")]
    [InlineData(null, "you are in charge of “Rà soát”")]
    public void One_of_a_position_lies_in_its_department_and_names_the_task(string? en, string given) =>
        Assert.Equal(
            new Scope
            {
                Officer = "eu-1",
                Department = Made.Europe,
                Given = new("được giao chủ trì “Rà soát”", given),
            },
            Only(Union(Given() with { TaskEn = en })).Scope
        );

    [Fact]
    public void One_of_a_unit_lies_in_the_units_field()
    {
        var facts = Union(Given("CA-1"));
        var item = Only(facts);

        Assert.Equal(facts.ScopeOf(facts.Partners[0]), item.Scope);
        Assert.Equal(("Hội 1", "Association 1"), (item.Facts.UnitVi, item.Facts.UnitEn));
    }

    [Fact]
    public void One_of_a_unit_that_is_no_more_is_set_aside_and_so_is_one_that_is_due_on_no_day()
    {
        var facts = Union(Given("CA-2"), Given() with { Id = "KL-02", Due = World.Day("1900-01-01") }, Given() with { Id = "KL-03" });

        Assert.Equal("assignment:KL-03", Only(facts).Subject);
        Assert.Equal(
            ["KL-01: its owner \"CA-2\" is neither", "KL-02: it is due on 1900-01-01, outside"],
            facts.SetAside.Named.Select(named => string.Join(' ', named.Split(' ').Skip(3).TakeWhile(word => word is not ("a" or "1950"))))
        );
        Assert.True(facts.SetAside.Has(new(RemindOptions.AssignmentRule, "assignment:KL-02", "KL-02")));
    }

    [Fact]
    public void An_answer_closes_it() => Assert.Equal("answered: 06/07/2026", Only(Union(Given() with { Answer = "06/07/2026" })).Closed);

    [Fact]
    public void The_office_of_a_unit_is_asked_where_a_unit_owns_it_and_is_nobody_where_a_position_does()
    {
        string[] offices = ["07-07 1 working day association.office", "07-09 +1 working day association.office"];
        AssignmentOptions rule = new()
        {
            Lead = [new(1, LeadUnit.WorkingDays)],
            To = [Role.AssociationOffice],
            Overdue =
            [
                new() { After = new(1, LeadUnit.WorkingDays), To = [Role.AssociationOffice] },
                new() { After = new(3, LeadUnit.WorkingDays), To = [Role.AssociationOffice, Role.Officer] },
            ],
        };

        Assert.Equal(["07-13 +3 working days officer"], Steps(Only(Union(Given()), rule)));
        Assert.Equal([.. offices, "07-13 +3 working days association.office officer"], Steps(Only(Union(Given("CA-1")), rule)));
    }

    [Fact]
    public void It_is_repeated_before_the_day_and_after_it() =>
        Assert.Equal(
            ["06-24 14 days officer", "07-01 7 days officer", "07-15 +7 days officer", "07-22 +14 days officer"],
            Steps(
                    Only(
                        Union(Given()),
                        new()
                        {
                            Lead = [new(14, LeadUnit.Days)],
                            Repeat = new(7, LeadUnit.Days),
                            Overdue = [],
                        }
                    )
                )
                .Take(4)
        );

    [Fact]
    public void It_stands_in_the_notice_before_a_long_break() =>
        // Tết 2026 is off from Saturday 14/02 to Sunday 22/02.
        Assert.Contains(
            "02-11 before the break officer",
            Steps(
                Only(
                    World.Of(longBreak: new()) with
                    {
                        Assignments = [Given() with { Due = World.Day("2026-02-24") }],
                    },
                    new() { Lead = [Lead.TheDay] }
                )
            )
        );

    [Theory]
    [InlineData("2026-07-08", true)]
    [InlineData("2026-07-09", false)]
    public void It_counts_since_the_sheet_was_read_and_a_rehearsal_chases_what_fell_due_since_go_live(string goLive, bool isChased)
    {
        var facts = World.Of(goLive: goLive) with
        {
            Assignments = [Given()],
            IsRehearsal = true,
            RulesSince = new Dictionary<string, DateOnly> { [RemindOptions.AssignmentRule] = World.Day("2026-07-13") },
        };

        Assert.Equal((World.Day("2026-07-13"), isChased), (Only(facts).KnownOn, Only(facts).IsChasedFromBefore));
    }
}
