using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Rules;
using SyncWorker.Send.Outbox;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>What becomes of reminders whose mail has not left, over a real store and the outbox's own steps.</summary>
public sealed class LedgerTests
{
    const string Officer = "staff:eu-1";

    static readonly Settlement s_sent = new(OutboxState.Sent, "250 ok", null) { Outcome = AttemptOutcome.Sent };

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_that_moves_away_before_its_mail_left_is_told_on_its_new_step_alone()
    {
        using var office = await OpenAsync();
        await office.RunAsync("2026-07-07"); // 5 working days before Tuesday 14/07
        await MoveAsync(office, "07-28");

        await office.RunAsync("2026-07-08");

        var waiting = await office.ReminderAsync("national-day", "5 working days", Officer);
        Assert.Equal(
            (LedgerState.Withdrawn, World.Day("2026-07-14"), World.Day("2026-07-07"), null),
            (waiting.State, waiting.Day, waiting.SendOn, waiting.OutboxId)
        );
        Assert.EndsWith("; moved from 2026-07-14 to 2026-07-28 before its mail left", waiting.Reason, StringComparison.Ordinal);
        await office.SendAsync("2026-07-08", s_sent);
        await office.RunAndSendAsync("2026-07-21");
        var told = await office.ReminderAsync("national-day", "5 working days", Officer);
        Assert.Equal((LedgerState.Sent, World.Day("2026-07-28")), (told.State, told.Day));
        await using var db = office.Store.Open();
        Assert.DoesNotContain(await db.Ledger.ToListAsync(Stop), row => row.Step.Kind == StepKind.Moved);
    }

    [Fact]
    public async Task A_reminder_that_waits_for_a_moved_day_follows_it_and_goes_with_the_day()
    {
        using var office = await OpenAsync();
        await office.RunAsync("2026-07-07");
        await MoveAsync(office, "07-28");
        await office.RunAndSendAsync("2026-07-08");
        await MoveAsync(office, "07-30");
        await office.RunAndSendAsync("2026-07-09");
        var waiting = await office.ReminderAsync("national-day", "5 working days", Officer);
        Assert.Equal(LedgerState.Withdrawn, waiting.State);

        await using var db = office.Store.Open();
        await db.Countries.ExecuteUpdateAsync(set => set.SetProperty(country => country.NationalDay, (string?)null), Stop);
        await office.RunAndSendAsync("2026-07-10");
        await office.RunAndSendAsync("2026-07-23");

        Assert.Equal(LedgerState.Withdrawn, (await office.ReminderAsync("national-day", "5 working days", Officer)).State);
    }

    [Fact]
    public async Task A_reminder_that_waits_for_a_moved_day_is_told_to_who_holds_the_role_then()
    {
        using var office = await OpenAsync();
        await office.RunAsync("2026-07-07");
        await MoveAsync(office, "07-28");
        await office.RunAndSendAsync("2026-07-08");
        office.Config = office.Config with { Staff = new() { Staff = [World.Position("eu-2", "Ban Châu Âu", "officer")] } };

        await office.RunAndSendAsync("2026-07-21");

        Assert.Equal(LedgerState.Sent, (await office.ReminderAsync("national-day", "5 working days", "staff:eu-2")).State);
        var before = await office.ReminderAsync("national-day", "5 working days", Officer);
        Assert.Equal(LedgerState.Withdrawn, before.State);
    }

    [Fact]
    public async Task A_day_that_moves_nearer_before_its_mail_left_is_told_in_that_mail()
    {
        using var office = await OpenAsync();
        await office.RunAsync("2026-07-07");
        await MoveAsync(office, "07-13");

        await office.RunAndSendAsync("2026-07-08");

        var told = await office.ReminderAsync("national-day", "5 working days", Officer);
        Assert.Equal((LedgerState.Sent, World.Day("2026-07-13")), (told.State, told.Day));
    }

    [Fact]
    public async Task A_day_that_moves_after_its_mail_left_is_told_as_moved_from_there_to_here()
    {
        using var office = await OpenAsync();
        await office.RunAndSendAsync("2026-07-07");
        await MoveAsync(office, "07-28");

        await office.RunAndSendAsync("2026-07-08");

        var moved = await office.ReminderAsync("national-day", "moved to 2026-07-28", Officer);
        Assert.Equal((LedgerState.Sent, World.Day("2026-07-14")), (moved.State, ReminderContent.FromJson(moved.Facts).MovedFrom));
    }

    [Fact]
    public async Task A_report_that_comes_before_the_mail_left_is_not_asked_for_and_nothing_is_done()
    {
        using var office = await OpenAsync();
        await office.RunAsync("2026-07-09"); // due Wednesday 08/07: one working day over
        Assert.Null(
            await office
                .Reports()
                .ReceivedAsync(
                    new("CA-FR", "RPT-6T-H", "2026-H1", World.Day("2026-07-09")) { Evidence = "command" },
                    World.Day("2026-07-09"),
                    Stop
                )
        );

        await office.RunAndSendAsync("2026-07-10");

        var chase = await office.ReminderAsync("half-year-report", "+1 working day", "partner:1");
        Assert.EndsWith("; received before its mail left", chase.Reason, StringComparison.Ordinal);
        Assert.Equal((LedgerState.Cancelled, null), (chase.State, chase.OutboxId));
        await using var db = office.Store.Open();
        Assert.DoesNotContain(await db.Ledger.ToListAsync(Stop), row => row.Step.Kind == StepKind.Done);
    }

    [Fact]
    public async Task A_report_that_comes_silences_no_other_report_of_the_period()
    {
        using var office = await RemindFixture.OpenAsync();
        var other = new SyncWorker.Remind.Rules.ReportOptions
        {
            Id = "other-report",
            Code = "OTHER",
            Name = new() { Vi = "Số liệu {period}" },
            Only = ["H1"],
            Due = new() { Day = new(7, 8) },
        };
        office.Config = office.Config with { Remind = new() { Reports = [World.HalfYear(), other] } };
        await office.KnowRulesAsync();
        await office.RunAsync("2026-07-09");
        Assert.Null(
            await office
                .Reports()
                .ReceivedAsync(
                    new("CA-FR", "RPT-6T-H", "2026-H1", World.Day("2026-07-09")) { Evidence = "command" },
                    World.Day("2026-07-09"),
                    Stop
                )
        );

        await office.RunAndSendAsync("2026-07-10");

        Assert.Equal(LedgerState.SentLate, (await office.ReminderAsync("other-report", "+1 working day", "partner:1")).State);
        Assert.Equal(LedgerState.Cancelled, (await office.ReminderAsync("half-year-report", "+1 working day", "partner:1")).State);
    }

    [Fact]
    public async Task An_exemption_before_the_mail_left_takes_the_unit_out_of_it()
    {
        using var office = await OpenAsync();
        await office.RunAsync("2026-07-09");
        await using (var db = office.Store.Open())
        {
            await db.Obligations.ExecuteUpdateAsync(set => set.SetProperty(owed => owed.ExemptReason, "đang kiện toàn"), Stop);
        }

        await office.RunAndSendAsync("2026-07-10");

        var chase = await office.ReminderAsync("half-year-report", "+1 working day", "partner:1");
        Assert.Equal((LedgerState.Cancelled, null), (chase.State, chase.OutboxId));
        Assert.Contains("đang kiện toàn, before its mail left", chase.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_has_not_left_counts_the_reports_that_came_meanwhile()
    {
        using var office = await OpenAsync();
        await office.AddAsync(RemindFixture.Association("CA-BE", "Hội hữu nghị Việt Nam - Bỉ", "FR"));
        await office.RunAsync("2026-07-13"); // three working days over
        Assert.Null(
            await office
                .Reports()
                .ReceivedAsync(
                    new("CA-BE", "RPT-6T-H", "2026-H1", World.Day("2026-07-13")) { Evidence = "command" },
                    World.Day("2026-07-13"),
                    Stop
                )
        );

        await office.RunAsync("2026-07-14");

        var facts = ReminderContent.FromJson((await office.ReminderAsync("half-year-report", "+3 working days", Officer)).Facts);
        Assert.Equal((1, 2, "Hội hữu nghị Việt Nam - Pháp"), (facts.Received, facts.Owed, Assert.Single(facts.Missing).Unit));
    }

    [Fact]
    public async Task A_newer_step_takes_the_place_of_one_that_could_not_leave()
    {
        using var office = await OpenAsync();
        await office.RunAsync("2026-07-07");

        await office.RunAndSendAsync("2026-07-13"); // the server is back: the working day before

        Assert.Equal(LedgerState.Superseded, (await office.ReminderAsync("national-day", "5 working days", Officer)).State);
        Assert.Equal(LedgerState.Sent, (await office.ReminderAsync("national-day", "1 working day", Officer)).State);
    }

    [Fact]
    public async Task What_expired_with_its_mail_is_shown_in_the_next_one_as_passed()
    {
        using var office = await OpenAsync();
        await office.AddAsync(RemindFixture.Country("AM", "Armenia", relations: "1992-08-14"));
        await office.RunAsync("2026-07-14");
        await office.SendAsync(
            "2026-07-20",
            new(OutboxState.Expired, "It was useful until 17/07/2026 only.", null) { Outcome = AttemptOutcome.Permanent }
        );

        await office.RunAndSendAsync("2026-07-24"); // 15 working days before Armenia's day

        var shown = await office.ReminderAsync("national-day", "the day", Officer);
        var facts = ReminderContent.FromJson(shown.Facts);
        await using var db = office.Store.Open();
        Assert.Equal((LedgerState.Expired, ReminderKind.Expired, "Quốc khánh Pháp"), (shown.State, facts.Kind, facts.SubjectVi));
        Assert.Equal(World.Day("2026-07-24"), (await db.Outbox.SingleAsync(mail => mail.Id == shown.OutboxId, Stop)).Day);
    }

    static async Task<RemindFixture> OpenAsync()
    {
        var office = await RemindFixture.OpenAsync();
        await office.KnowRulesAsync();
        return office;
    }

    static async Task MoveAsync(RemindFixture office, string day)
    {
        await using var db = office.Store.Open();
        await db.Countries.ExecuteUpdateAsync(set => set.SetProperty(country => country.NationalDay, day), Stop);
    }
}
