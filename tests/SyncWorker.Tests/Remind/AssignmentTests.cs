using SyncWorker.Remind;
using SyncWorker.Remind.Rules;
using SyncWorker.Remind.Sheets;
using SyncWorker.Tests.Support;

namespace SyncWorker.Tests.Remind;

/// <summary>Conclusions of conferences and petitions: tasks with an owner, a basis, a due day and an answer.</summary>
public sealed class AssignmentTests : IDisposable
{
    readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    static RemindFacts Union(params Assignment[] assignments) =>
        new([World.Association(1, "FR")], [World.Country("FR")], [])
        {
            Options = new(),
            Staff = new() { Staff = World.Staff },
            Calendar = World.Calendar,
            GoLive = World.Day("2026-01-01"),
            LongBreak = World.NoLongBreaks,
            Assignments = assignments,
        };

    static Assignment Given(string owner, string? answer = null) =>
        new("KL-01", AssignmentKind.Conclusion, owner, World.Day("2026-07-08"))
        {
            TaskVi = "Rà soát",
            Basis = "Thông báo số 45",
            Answer = answer,
        };

    [Fact]
    public void One_of_a_position_is_chased_from_its_holder_over_the_head_to_the_office()
    {
        // Due Wednesday 08/07/2026: 5 and 1 working days before; 1, 3 and 7 after.
        Assert.Equal(
            [
                "2026-07-01 staff:eu-1 assignment:KL-01 5 working days",
                "2026-07-07 staff:eu-1 assignment:KL-01 1 working day",
                "2026-07-09 staff:eu-1 assignment:KL-01 +1 working day",
                "2026-07-13 staff:eu-1 assignment:KL-01 +3 working days",
                "2026-07-13 staff:eu-head assignment:KL-01 +3 working days",
                "2026-07-17 staff:chief assignment:KL-01 +7 working days",
                "2026-07-17 staff:eu-head assignment:KL-01 +7 working days",
            ],
            World.Mails(Union(Given("eu-1")), "2026-06-01", "2026-07-31").Order()
        );
    }

    [Fact]
    public void One_of_a_unit_goes_to_its_office_and_to_who_follows_it() =>
        Assert.Equal(
            ["2026-07-09 partner:1 assignment:KL-01 +1 working day", "2026-07-09 staff:eu-1 assignment:KL-01 +1 working day"],
            World.Mails(Union(Given("CA-1")), "2026-07-09", "2026-07-09").Order()
        );

    [Fact]
    public void Its_answer_ends_the_chase() => Assert.Empty(World.Mails(Union(Given("eu-1", "06/07/2026")), "2026-06-01", "2026-07-31"));

    [Fact]
    public void A_rehearsed_day_chases_one_that_fell_due_before_the_sheet_was_first_read()
    {
        RemindFacts Known(bool isRehearsal) =>
            new([], [], [])
            {
                Options = new(),
                Staff = new() { Staff = World.Staff },
                Calendar = World.Calendar,
                GoLive = World.Day("2026-01-01"),
                LongBreak = World.NoLongBreaks,
                Assignments = [Given("eu-1")],
                RulesSince = new Dictionary<string, DateOnly> { [RemindOptions.AssignmentRule] = World.Day("2026-07-13") },
                IsRehearsal = isRehearsal,
            };

        Assert.Empty(World.Mails(Known(isRehearsal: false), "2026-07-13", "2026-07-13"));
        Assert.Equal(2, World.Mails(Known(isRehearsal: true), "2026-07-13", "2026-07-13").Count);
    }

    [Fact]
    public void An_owner_that_nobody_knows_is_named_and_the_others_are_chased()
    {
        var facts = Union(Given("ai-do"), Given("eu-1") with { Id = "KL-02" });

        Assert.Equal(
            "2026-07-01 staff:eu-1 assignment:KL-02 5 working days",
            World.Mails(facts, "2026-06-01", "2026-07-31").Order().First()
        );
        Assert.Equal(
            "Set aside: assignments, KL-01: its owner \"ai-do\" is neither a position of staff.json nor the register number of a unit. Correct it in the sheet",
            Assert.Single(facts.SetAside.Named)
        );
    }

    [Fact]
    public async Task The_sheet_is_read_under_English_and_Vietnamese_heads_and_a_bad_line_is_named()
    {
        var path = Path.Combine(_folders.Root, "so.csv");
        await File.WriteAllTextAsync(
            path,
            "Số,Loại,Nội dung,Chủ trì,Căn cứ,Hạn,Ngày trả lời,Kết quả\n"
                + "12/KN,Kiến nghị,Trụ sở,vp-01,CV 08,3/7/2026,,\n"
                + "KL-1,Kết luận,Rà soát,CA-FR,,13/07/2026,x,\n"
                + "KL-2,Kết luận,Không hạn,CA-FR,,,,\n"
                + "KL-1,Kết luận,Hai lần,CA-FR,,13/07/2026,,\n",
            TestContext.Current.CancellationToken
        );
        var notes = new List<string>();

        var read = AssignmentSheet.Read(path, notes);

        Assert.Equal(
            ["12-KN Petition vp-01 2026-07-03 CV 08 open", "KL-1 Conclusion CA-FR 2026-07-13  x"],
            read.Select(at => $"{at.Id} {at.Kind} {at.Owner} {at.Due:yyyy-MM-dd} {at.Basis} {at.Answer ?? "open"}")
        );
        Assert.Equal(
            [
                "so.csv, line 4: an assignment needs an id, a task, an owner and a due day like 14/09/2026. The line was left out.",
                "so.csv, line 5: the id \"KL-1\" stands there a second time. The first line counts.",
            ],
            notes
        );
    }

    [Fact]
    public void A_sheet_out_of_reach_is_named_and_is_no_empty_sheet()
    {
        var notes = new List<string>();

        var kept = KeptSheets.Read(new() { Assignments = new() { Sheet = "khong-co.csv" } }, _folders.Root, notes);

        Assert.Null(kept.Assignments);
        Assert.StartsWith("The sheet of assignments ", Assert.Single(notes), StringComparison.Ordinal);
    }
}
