using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SyncWorker.Remind;
using SyncWorker.Remind.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Rows;

namespace SyncWorker.Tests.Remind;

/// <summary>What people ask and answer at the command line, over a real SQLite file.</summary>
public sealed class ReminderCommandTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_was_sent_is_explained()
    {
        using var office = await RanAsync("2026-07-07", "2026-07-14");

        var found = await ExplainAsync(office, "national-day/country:FR/2026", "2026-07-15");

        var step = found.Steps.Single(explainedStep => explainedStep.Step == "the day");
        Assert.Equal("Quốc khánh Pháp", found.About);
        Assert.Equal("the day in 2026 is 2026-07-14", found.DayWhy);
        Assert.StartsWith("staff:eu-1: sent on 2026-07-14 07:30. ", Assert.Single(step.Answers), StringComparison.Ordinal);
        Assert.Equal("the day itself, Tue 2026-07-14", step.Why);
    }

    [Fact]
    public async Task A_mail_that_was_not_sent_is_explained()
    {
        using var office = await RanAsync("2026-07-06");

        var found = await ExplainAsync(office, "half-year-report/partner:1/2026-H1", "2026-07-06");

        // Steps from before the first run are skipped; those to come say when and to whom; a role nobody holds says so.
        Assert.Contains("not sent: skipped. ", found.Steps.Single(step => step.Step == "14 days").Answers[0], StringComparison.Ordinal);
        Assert.Equal("will be sent on 2026-07-07 to partner:1", found.Steps.Single(step => step.Step == "1 working day").Answers[0]);
        await office
            .Reports()
            .ReceivedAsync(
                new("CA-FR", "RPT-6T-H", "2026-H1", World.Day("2026-07-06")) { Evidence = "command" },
                World.Day("2026-07-06"),
                Stop
            );
        var closed = await ExplainAsync(office, "half-year-report/partner:1/2026-H1", "2026-07-08");
        Assert.Equal("not sent: received on 2026-07-06", closed.Steps.Single(step => step.Step == "+1 working day").Answers[0]);
    }

    [Fact]
    public async Task A_late_mail_is_explained()
    {
        using var office = await RanAsync("2026-07-07", "2026-07-16");

        var found = await ExplainAsync(office, "national-day/country:FR/2026", "2026-07-16");

        var answer = Assert.Single(found.Steps.Single(step => step.Step == "the day").Answers);
        Assert.StartsWith("staff:eu-1: sent, late, on 2026-07-16 07:30. ", answer, StringComparison.Ordinal);
        Assert.Contains("late by 2 working days", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_key_lists_what_fits_and_a_number_is_the_row_itself()
    {
        using var office = await RanAsync("2026-07-14");
        await using var db = office.Store.Open();
        var id = (await db.Ledger.FirstAsync(row => row.Rule == "national-day" && row.Step == ReminderStep.Parse("the day"), Stop)).Id;

        var several = await office.Queries().ExplainAsync("country:FR", World.Day("2026-07-14"), Stop);
        var list = await office.Queries().ExplainAsync($"#{id}", World.Day("2026-07-14"), Stop);

        Assert.True(several.Count > 2);
        Assert.Equal("national-day/country:FR/2026", Assert.Single(list).Key.ToString());
    }

    [Fact]
    public async Task What_is_acknowledged_by_its_number_is_silent_for_that_recipient()
    {
        using var office = await RanAsync("2026-07-07");
        await using var db = office.Store.Open();
        var told = await db.Ledger.FirstAsync(row => row.Rule == "national-day" && row.OutboxId != null, Stop);

        Assert.Equal(1, await office.Commands().AcknowledgeAsync($"{told.Id}", null, all: false, World.Day("2026-07-07"), Stop));
        await office.RunAsync("2026-07-14");

        Assert.DoesNotContain(
            await db.Ledger.ToListAsync(Stop),
            row => row.Rule == "national-day" && row.SendOn == World.Day("2026-07-14") && row.OutboxId != null
        );
    }

    [Fact]
    public async Task What_is_snoozed_for_all_comes_back_on_the_day()
    {
        using var office = await RanAsync("2026-06-24"); // three weeks before: 15 working days before 14/07 is 23/06, late by a day

        Assert.Equal(
            1,
            await office
                .Commands()
                .SnoozeAsync("national-day/country:FR/2026", World.Day("2026-07-11"), null, all: true, World.Day("2026-06-24"), Stop)
        );
        await office.RunAsync("2026-07-07");
        await office.RunAsync("2026-07-13");

        await using var db = office.Store.Open();
        var rows = await db.Ledger.Where(row => row.Rule == "national-day" && row.SendOn > World.Day("2026-06-24")).ToListAsync(Stop);
        Assert.Equal(LedgerState.Superseded, rows.Single(row => row.Step == ReminderStep.Parse("5 working days")).State);
        Assert.NotNull(rows.Single(row => row.SendOn == World.Day("2026-07-13") && row.OutboxId != null));
    }

    [Fact]
    public async Task Nothing_is_answered_that_nobody_was_told()
    {
        using var office = await RanAsync("2026-07-06");

        Assert.Equal(
            0,
            await office.Commands().AcknowledgeAsync("national-day/country:XX/2026", null, all: true, World.Day("2026-07-06"), Stop)
        );
        Assert.Equal(0, await office.Commands().AcknowledgeAsync("999999", null, all: true, World.Day("2026-07-06"), Stop));
    }

    [Fact]
    public async Task A_request_is_an_obligation_that_is_chased_and_closed_like_the_others()
    {
        using var office = await RanAsync();
        var commands = office.Reports();

        var (code, names, _) = await commands.AskAsync(
            "Danh sách đoàn",
            ["central_association"],
            World.Day("2026-03-12"),
            "Công văn 7",
            World.Day("2026-03-02"),
            Stop
        );
        await office.RunAsync("2026-03-05");
        Assert.Null(
            await commands.ReceivedAsync(
                new("CA-FR", code, code, World.Day("2026-03-06")) { Number = "12/HHN", Evidence = "command" },
                World.Day("2026-03-06"),
                Stop
            )
        );
        await office.RunAsync("2026-03-13");

        await using var db = office.Store.Open();
        Assert.Equal(("ASK-20260302-1", "Hội hữu nghị Việt Nam - Pháp"), (code, Assert.Single(names)));
        var rows = await db.Ledger.Where(row => row.Rule == "requests").ToListAsync(Stop);
        Assert.Contains(rows, row => row.Recipient == "partner:1" && row.Step == ReminderStep.Parse("5 working days"));
        Assert.DoesNotContain(rows, row => row.Step == ReminderStep.Parse("+1 working day"));
        Assert.Equal("12/HHN", (await db.Obligations.SingleAsync(owed => owed.Code == code, Stop)).DocumentNumber);
    }

    [Fact]
    public async Task A_request_with_a_word_that_means_nobody_is_asked_of_nobody()
    {
        using var office = await RanAsync();

        var asked = await office
            .Reports()
            .AskAsync("Danh sách đoàn", ["CA-FR", "CA-XX"], World.Day("2026-03-12"), null, World.Day("2026-03-02"), Stop);

        await using var db = office.Store.Open();
        Assert.Equal(["CA-XX"], asked.Unknown);
        Assert.False(await db.Obligations.AnyAsync(owed => owed.Title == "Danh sách đoàn", Stop));
    }

    [Fact]
    public async Task A_receipt_of_what_nobody_owes_is_refused_with_what_to_look_at()
    {
        using var office = await RanAsync();
        var commands = office.Reports();

        Assert.Equal(
            "No partner has the register number \"CA-XX\".",
            await commands.ReceivedAsync(
                new("CA-XX", "RPT-6T-H", "2026-H1", World.Day("2026-07-01")) { Evidence = "command" },
                World.Day("2026-07-01"),
                Stop
            )
        );
        Assert.Contains(
            "does not owe NONE",
            await commands.ReceivedAsync(
                new("CA-FR", "NONE", "2026-H1", World.Day("2026-07-01")) { Evidence = "command" },
                World.Day("2026-07-01"),
                Stop
            ),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_unit_with_a_later_day_is_not_chased_by_the_first_one_unless_that_is_taken_back(bool isUndone)
    {
        using var office = await RanAsync("2026-07-06");
        var commands = office.Reports();
        var report = new OwedBy("CA-FR", "RPT-6T-H", "2026-H1");
        var today = World.Day("2026-07-06");

        Assert.Equal(
            "CA-FR, RPT-6T-H 2026-H1: it is due on 2026-07-08, and 2026-07-08 is no later day.",
            await commands.ExtendAsync(report, World.Day("2026-07-08"), null, today, Stop)
        );
        Assert.Null(await commands.ExtendAsync(report, World.Day("2026-07-20"), "đại hội", today, Stop));
        if (isUndone)
        {
            Assert.Null(await commands.UndoAsync(report, today, Stop));
        }

        await office.RunAsync("2026-07-09");
        Assert.Equal(isUndone ? ["+1 working day"] : [], await ChasedAsync(office));
    }

    [Fact]
    public async Task A_receipt_by_mistake_is_taken_back_once()
    {
        using var office = await RanAsync();
        var commands = office.Reports();
        var report = new OwedBy("CA-FR", "RPT-6T-H", "2026-H1");
        var today = World.Day("2026-07-01");
        await commands.ReceivedAsync(
            new(report.Unit, report.Code, report.Period, today) { Number = "12/HHN", Evidence = "command" },
            today,
            Stop
        );

        Assert.StartsWith(
            "CA-FR, RPT-6T-H 2026-H1: received on 2026-07-01.",
            await commands.ExtendAsync(report, World.Day("2026-07-20"), null, today, Stop),
            StringComparison.Ordinal
        );
        Assert.Null(await commands.UndoAsync(report, today, Stop));
        await using var db = office.Store.Open();
        var owed = await db.Obligations.SingleAsync(row => row.Code == "RPT-6T-H" && row.Period == "2026-H1", Stop);
        Assert.Equal((null, null, null), (owed.ReceivedOn, owed.DocumentNumber, owed.Evidence));
        Assert.Contains("nothing to take back", await commands.UndoAsync(report, today, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_rule_is_said_in_words_with_its_next_days()
    {
        using var office = await RanAsync();
        await using var db = office.Store.Open();

        var lines = RuleDescriptions
            .All(
                await RemindReader.FactsAsync(db, office.Config.RemindSettings, World.Day("2026-07-01"), Stop),
                World.Day("2026-07-01"),
                english: true
            )
            .ToDictionary(line => line.Id);

        Assert.Equal(
            "The national day, once a country: 15, 5, 1 working days before and on the day, to the officer; years are not counted.",
            lines["national-day"].Words
        );
        Assert.Equal(["2026-07-14", "2027-07-14", "2028-07-14"], lines["national-day"].Next.Select(next => $"{next.Day:yyyy-MM-dd}"));
        Assert.StartsWith(
            "RPT-6T-H, Report for …: due 08/07 (on a day off, the working day before); 14 days, 5, 1 working days before, to the officer, the unit's office; chased 1 working day after (the unit's office)",
            lines["half-year-report"].Words,
            StringComparison.Ordinal
        );
    }

    static async Task<Explanation> ExplainAsync(RemindFixture office, string key, string today) =>
        Assert.Single(await office.ExplainAsync(key, today));

    static async Task<RemindFixture> RanAsync(params string[] days)
    {
        var office = await RemindFixture.OpenAsync();
        await office.KnowRulesAsync(except: "half-year-report");
        foreach (var day in days)
        {
            await office.RunAndSendAsync(day);
        }

        return office;
    }

    static async Task<IReadOnlyList<string>> ChasedAsync(RemindFixture office)
    {
        await using var db = office.Store.Open();
        return
        [
            .. (await db.Ledger.Where(row => row.Rule == "half-year-report" && row.Recipient == "partner:1").ToListAsync(Stop))
                .Where(row => row.Step.Kind == StepKind.Overdue)
                .Select(row => row.Step.ToString()),
        ];
    }
}
