using System.Text.Json.Nodes;
using SyncWorker.Union;

namespace SyncWorker.Tests.Union;

/// <summary>The facts of a reminder as the ledger keeps them.</summary>
public sealed class ReminderContentTests
{
    [Fact]
    public void Facts_come_back_from_the_ledger_as_they_were()
    {
        var facts = new ReminderContent
        {
            Kind = ReminderKind.ReportOverdue,
            SubjectVi = "Báo cáo 6 tháng đầu năm \"2026\" & <các> hội",
            SubjectEn = "Half-year report",
            Origin = PartialDate.Parse("1955-10"),
            Years = 71,
            Milestone = Milestone.Round5,
            Actions = [new(new(2026, 7, 1), "gửi", null)],
            Missing = [new("Hội Pháp", 2, "Chuyên viên") { Partner = 7, ExtendedTo = new(2026, 7, 20) }],
            UnitSet = UnitSet.Department,
            NextStepOn = new(2026, 7, 14),
            NextStepTo = [Role.DepartmentHead, Addressee.OfPosition("eu-1")],
            Table = new(
                "Tờ",
                [
                    ["Ngày"],
                    ["01/07/2026"],
                ],
                [10]
            )
            {
                Kinds = [CellKind.Day],
            },
            Record = [new("founded", "Ngày thành lập", null, RecordGap.Missing)],
            Held = new("Họp") { Time = new(9, 30), Zone = "Asia/Ho_Chi_Minh" },
            YearList = new(2027, 2, [new(null, "a", "b") { Month = 3 }], 1),
            Of = ReminderKind.Report,
            IsOfOffice = true,
        };

        var json = facts.ToJson();
        var back = ReminderContent.FromJson(json);

        Assert.Equal(json, back.ToJson());
        Assert.Equal(
            (facts.Kind, facts.SubjectVi, facts.Origin, facts.Years, facts.Milestone, facts.UnitSet, facts.NextStepOn, facts.Of),
            (back.Kind, back.SubjectVi, back.Origin, back.Years, back.Milestone, back.UnitSet, back.NextStepOn, back.Of)
        );
        Assert.Equal(facts.NextStepTo, back.NextStepTo);
        Assert.Equal(facts.Missing, back.Missing);
        Assert.Equal(facts.Actions, back.Actions);
        Assert.Equal(facts.Record, back.Record);
        Assert.Equal(facts.Held, back.Held);
        Assert.Equal(facts.Table.Lines, back.Table!.Lines);
    }

    [Fact]
    public void The_ledger_keeps_words_that_people_can_read_and_leaves_out_what_is_not_said()
    {
        var json = new ReminderContent { Kind = ReminderKind.Founding, SubjectVi = "Hội hữu nghị Việt Nam" }.ToJson();

        Assert.Contains("\"kind\":\"founding\",\"subjectVi\":\"Hội hữu nghị Việt Nam\"", json, StringComparison.Ordinal);
        Assert.All(
            JsonNode.Parse(json)!.AsObject(),
            fact => Assert.True(fact.Key is "kind" or "subjectVi" || fact.Value is JsonArray { Count: 0 }, fact.Key)
        );
    }

    [Fact]
    public void What_an_older_version_did_not_write_is_empty()
    {
        var facts = ReminderContent.FromJson("""{"kind":"report","subjectVi":"Báo cáo"}""");

        Assert.Equal((ReminderKind.Report, "Báo cáo", null), (facts.Kind, facts.SubjectVi, facts.Years));
        Assert.Empty(facts.Actions);
        Assert.Empty(facts.Missing);
        Assert.Empty(facts.Parts);
        Assert.Empty(facts.NextStepTo);
        Assert.Empty(facts.StepTo);
        Assert.Empty(facts.Record);
        Assert.Empty(facts.Covers);
    }
}
