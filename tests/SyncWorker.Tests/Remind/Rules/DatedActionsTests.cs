using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind.Rules;

/// <summary>What is to do from which day on. The day is Monday 6 July 2026; its letter is signed by Thursday 2 July.</summary>
public sealed class DatedActionsTests
{
    static readonly DateOnly s_day = World.Day("2026-07-06");

    static readonly RemindFacts s_facts = RuleWorld.Facts([
        RuleWorld.Partner(1) with
        {
            Country = "FR",
        },
        RuleWorld.Partner(2) with
        {
            Country = "HU",
            Kind = "foreign_partner",
        },
    ]);

    static Wording Text(string? vi, string? en = null) => new() { Vi = vi, En = en };

    static StepAction At(string lead, Wording text, Wording? more = null) =>
        new()
        {
            At = Lead.Parse(lead, null),
            Text = text,
            WithAssociation = more,
        };

    static IEnumerable<string> Of(StepActions? actions, string? country = null, params Step[] steps) =>
        DatedActions
            .Of(
                new()
                {
                    Id = "r",
                    Of = "founded",
                    Actions = actions,
                },
                s_day,
                steps,
                country,
                s_facts
            )
            .Select(action => $"{action.From:yyyy-MM-dd} {action.Vi} | {action.En}");

    [Fact]
    public void A_rule_without_texts_asks_nothing_step_by_step() => Assert.Empty(Of(null));

    [Fact]
    public void Each_text_holds_from_its_step_and_the_others_are_those_of_before_and_after()
    {
        var actions = new StepActions
        {
            After = Text("hỏi lại", "ask"),
            Steps =
            [
                At("the day", Text("gửi", "send")),
                At("5 working days", Text("ký trước {signBy}", "sign by {signBy}, yes {signBy}")),
                At("1 day", Text(null, "only in English")),
            ],
            Ahead = Text("chuẩn bị"),
        };

        Assert.Equal(
            [
                "0001-01-01 chuẩn bị | ",
                "2026-06-29 ký trước 02/07 | sign by 2 July, yes 2 July",
                "2026-07-06 gửi | send",
                "2026-07-07 hỏi lại | ask",
            ],
            Of(actions)
        );
        Assert.Empty(Of(new()));
    }

    [Theory]
    [InlineData("FR", "bước, thêm {0}", "step, more {1}")]
    [InlineData("HU", "bước", "step")] // a partner, no association
    [InlineData("LA", "bước", "step")]
    [InlineData(null, "bước", "step")]
    public void What_is_done_with_an_association_is_added_where_there_is_one(string? country, string vi, string en)
    {
        var actions = new StepActions { Steps = [At("the day", Text("bước", "step"), Text("thêm {signBy}", "more {signBy}"))] };

        Assert.Equal(
            [
                $"2026-07-06 {vi} | {en}"
                    .Replace("{0}", "02/07", StringComparison.Ordinal)
                    .Replace("{1}", "2 July", StringComparison.Ordinal),
            ],
            Of(actions, country)
        );
    }

    [Fact]
    public void What_is_added_has_the_Vietnamese_words_where_there_are_no_English_ones()
    {
        Assert.Equal(
            ["2026-07-06 bước, thêm | step, thêm"],
            Of(new() { Steps = [At("the day", Text("bước", "step"), Text("thêm"))] }, "FR")
        );
        Assert.Equal(["2026-07-06 bước | step"], Of(new() { Steps = [At("the day", Text("bước", "step"), Text(null))] }, "FR"));
    }

    [Fact]
    public void A_step_that_a_long_break_moved_brings_its_text_but_what_is_done_on_the_day_is_not_said_before_it()
    {
        Step Moved(string lead) => new(ReminderStep.Before(lead), World.Day("2026-06-24"), "") { To = [], Raw = s_day };
        var actions = new StepActions { Steps = [At("5 working days", Text("ký")), At("the day", Text("gửi")), At("1 day", Text("nhắc"))] };

        Assert.Equal(
            ["2026-06-24 ký | ", "2026-07-03 nhắc | ", "2026-07-06 gửi | "],
            Of(actions, null, Moved("5 working days"), Moved("the day"))
        );
    }
}
