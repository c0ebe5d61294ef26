using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SyncWorker.Remind;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Support;
using SyncWorker.Union;

namespace SyncWorker.Tests.Remind;

/// <summary>The stage over a real SQLite file.</summary>
public sealed class RemindStageTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_due_becomes_ledger_rows_and_one_digest_a_person()
    {
        using var office = await FilledAsync();

        var result = await office.RunAsync("2026-07-14");

        await using var db = office.Store.Open();
        var mail = await db.Outbox.SingleAsync(row => row.Recipient == "staff:eu-1", Stop);
        var rows = await db.Ledger.Where(row => row.OutboxId == mail.Id).ToListAsync(Stop);
        Assert.Equal(StageOutcome.Done, result.Outcome);
        Assert.Equal(
            ("eu-1@example.org", MailLanguage.Vi, OutboxState.Queued, World.Day("2026-07-14")),
            (mail.Address, mail.Language, mail.State, mail.Day)
        );
        Assert.Contains(
            rows,
            row =>
                row is { Rule: "national-day", Subject: "country:FR", State: LedgerState.Due } && row.Step == ReminderStep.Before("the day")
        );
        var facts = ReminderContent.FromJson(
            rows.Single(row => row is { Subject: "country:FR", Rule: "national-day", State: LedgerState.Due }).Facts
        );
        Assert.Equal((ReminderKind.NationalDay, "Pháp", null), (facts.Kind, facts.SubjectVi, facts.Years));
    }

    [Fact]
    public async Task A_second_run_of_the_day_writes_nothing_but_its_own_run()
    {
        using var office = await FilledAsync();
        await office.RunAsync("2026-07-06");
        var before = await office.DumpAsync();

        var again = await office.RunAsync("2026-07-06");

        Assert.Equal(before, await office.DumpAsync());
        Assert.All(again.Counts, count => Assert.Equal(0, count.Number));
    }

    [Fact]
    public async Task Each_run_foresees_how_many_mails_the_coming_days_bring_and_each_day_brings_them()
    {
        using var office = await FilledAsync();
        var days = new[] { "2026-07-06", "2026-07-07", "2026-07-08", "2026-07-09", "2026-07-10", "2026-07-13", "2026-07-14" };

        foreach (var day in days)
        {
            await office.RunAndSendAsync(day);
        }

        await using var db = office.Store.Open();
        foreach (var day in days[1..].Select(World.Day))
        {
            Assert.Equal(await db.Outbox.CountAsync(mail => mail.Day == day, Stop), await MailForecast.ForDayAsync(db, day, Stop));
        }

        Assert.NotEqual(0, await MailForecast.ForDayAsync(db, World.Day("2026-07-14"), Stop));
        Assert.Null(await MailForecast.ForDayAsync(db, World.Day("2026-08-14"), Stop));
    }

    [Fact]
    public async Task Two_instances_at_once_write_one_ledger()
    {
        using var office = await FilledAsync();

        await Task.WhenAll(office.RunAsync("2026-07-14"), office.RunAsync("2026-07-14"));

        await using var db = office.Store.Open();
        Assert.Single(await db.Outbox.Where(mail => mail.Recipient == "staff:eu-1").ToListAsync(Stop));
        Assert.Single(
            await db
                .Ledger.Where(row => row.Rule == "national-day" && row.Subject == "country:FR" && row.Step == ReminderStep.Parse("the day"))
                .ToListAsync(Stop)
        );
    }

    [Fact]
    public async Task A_digest_that_has_left_takes_no_more_lines_and_the_next_working_days_does()
    {
        using var office = await FilledAsync();
        await office.RunAsync("2026-07-13");
        await using (var db = office.Store.Open())
        {
            await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, OutboxState.Sent), Stop);
            db.Countries.Add(RemindFixture.Country("BE", "Bỉ", relations: "1973-07-13"));
            await db.SaveChangesAsync(Stop);
        }

        await office.RunAsync("2026-07-13");

        await using var after = office.Store.Open();
        var row = await after.Ledger.SingleAsync(
            occurrence =>
                occurrence.Subject == "country:BE" && occurrence.Step == ReminderStep.Parse("the day") && occurrence.OutboxId != null,
            Stop
        );
        Assert.Equal(World.Day("2026-07-14"), (await after.Outbox.SingleAsync(mail => mail.Id == row.OutboxId, Stop)).Day);
    }

    [Fact]
    public async Task A_country_that_is_edited_while_the_service_was_off_is_no_new_country_and_its_day_is_told_late()
    {
        using var office = await FilledAsync();
        await office.RunAsync("2026-07-10");
        await using var db = office.Store.Open();
        await db
            .Countries.Where(country => country.Iso2 == "FR")
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(country => country.NameVi, "Cộng hòa Pháp")
                        .SetProperty(country => country.ChangedAt, FakeClock.At("2026-07-16T06:30").GetUtcNow()),
                Stop
            );

        await office.RunAsync("2026-07-16");

        var late = await db.Ledger.SingleAsync(
            row => row.Rule == "national-day" && row.Subject == "country:FR" && row.Step == ReminderStep.Parse("the day"),
            Stop
        );
        Assert.Equal(LedgerState.Late, late.State);
    }

    [Fact]
    public async Task Reports_owed_soon_are_kept_as_rows()
    {
        using var office = await FilledAsync();

        await office.RunAsync("2026-06-01");

        await using var db = office.Store.Open();
        var owed = await db.Obligations.SingleAsync(Stop);
        Assert.Equal(("RPT-6T-H", "2026-H1", World.Day("2026-07-08")), (owed.Code, owed.Period, owed.Due));
    }

    [Theory]
    [InlineData("2026-07-09", "partner:1 +1 working day")]
    [InlineData("2026-07-13", "partner:1 +1 working day, staff:eu-1 +3 working days, staff:eu-head +3 working days")]
    [InlineData(
        "2026-07-17",
        "partner:1 +1 working day, staff:chief +7 working days, staff:eu-1 +3 working days, staff:eu-head +7 working days"
    )]
    public async Task A_rehearsed_day_of_the_past_chases_what_fell_due_before_it(string day, string chased)
    {
        using var office = await FilledAsync(); // its units came into the store long after that day
        await ComeLateAsync(office);

        await office.Stage().RunAsync(new(RemindFixture.At("2026-11-28").AsOf(World.Day(day))), Stop);

        await using var after = office.Store.Open();
        var rows = await after.Ledger.Where(row => row.Rule == "half-year-report" && row.OutboxId != null).ToListAsync(Stop);
        Assert.Equal(chased, string.Join(", ", rows.Select(row => $"{row.Recipient} {row.Step}").Order(StringComparer.Ordinal)));
        if (day == "2026-07-17") // a Friday: leaders read of it in the outlook
        {
            Assert.Contains(
                await after.Ledger.Where(row => row.Rule == "weekly-outlook").Select(row => row.Subject).ToListAsync(Stop),
                subject => subject.StartsWith("half-year-report/", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task The_preview_of_past_days_chases_what_the_wall_clock_knows_since_later_only()
    {
        using var office = await FilledAsync();
        await ComeLateAsync(office);

        var mails = await RemindPreview.ReadAsync(
            office.Store,
            office.Config.RemindSettings,
            World.Day("2026-11-28"),
            World.Day("2026-07-09"),
            World.Day("2026-07-17"),
            Stop
        );

        Assert.Equal(
            [
                "2026-07-09 partner:1",
                "2026-07-13 staff:eu-1",
                "2026-07-13 staff:eu-head",
                "2026-07-17 staff:chief",
                "2026-07-17 staff:eu-head",
            ],
            mails
                .Where(mail => mail.Reminders.Any(reminder => reminder.Item.Rule == "half-year-report"))
                .Select(mail => $"{mail.Day:yyyy-MM-dd} {mail.Recipient}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_rehearsed_day_explains_what_it_chases()
    {
        const string Key = "half-year-report/report:RPT-6T-H/2026-H1";
        using var office = await FilledAsync();
        await ComeLateAsync(office);

        Assert.Empty(await office.Queries().ExplainAsync(Key, World.Day("2026-07-13"), Stop));
        var found = Assert.Single(await office.Queries().ExplainAsync(Key, World.Day("2026-07-13"), Stop, isRehearsal: true));

        Assert.Equal(
            "came on 2026-07-13 and has not been looked at: the next run of remind decides, for staff:eu-1, staff:eu-head",
            Assert.Single(Assert.Single(found.Steps, step => step.Step == "+3 working days").Answers)
        );
        Assert.Equal("2026-01-01 (go-live 2026-01-01, rule and subject known since 2026-01-01)", found.Start);
    }

    /// <summary>The units came into the store on a day of the clock long after the days that are rehearsed.</summary>
    static async Task ComeLateAsync(RemindFixture office)
    {
        var wall = FakeClock.At("2026-11-28T08:00").GetUtcNow();
        await using var db = office.Store.Open();
        await db.Partners.ExecuteUpdateAsync(set => set.SetProperty(partner => partner.CreatedAt, wall), Stop);
    }

    [Fact]
    public async Task An_outlook_that_was_held_is_made_anew_with_what_is_true_then()
    {
        using var office = await FilledAsync();
        await office.RunAsync("2026-07-10"); // its mails are held
        await using (var db = office.Store.Open())
        {
            await db
                .Countries.Where(country => country.Iso2 == "AM")
                .ExecuteUpdateAsync(set => set.SetProperty(country => country.RelationsDate, "1992-07-15"), Stop);
        }

        await office.RunAsync("2026-07-13");

        await using var after = office.Store.Open();
        var mail = await after.Outbox.SingleAsync(row => row.Kind == OutboxMail.Weekly, Stop);
        var lines = await after.Ledger.Where(row => row.OutboxId == mail.Id).OrderBy(row => row.Day).ToListAsync(Stop);
        Assert.Equal(
            ["national-day/country:FR/2026 2026-07-14", "relations/country:AM/2026 2026-07-15"],
            lines.Select(row => $"{row.Subject} {row.Day:yyyy-MM-dd}")
        );
    }

    [Fact]
    public async Task The_list_of_next_year_is_a_mail_of_its_own_beside_the_digest()
    {
        using var office = await FilledAsync();
        office.Config = office.Config with
        {
            Remind = new()
            {
                Anniversaries =
                [
                    new()
                    {
                        Id = "own-day",
                        Of = "1990-10-15",
                        Name = new() { Vi = "Ngày truyền thống" },
                        To = [Role.OfficeChief],
                    },
                ],
                YearList = new(),
            },
        };

        await office.RunAsync("2026-10-15");

        await using var db = office.Store.Open();
        var mails = await db.Outbox.Where(mail => mail.Recipient == "staff:chief").OrderBy(mail => mail.Kind).ToListAsync(Stop);
        Assert.Equal([OutboxMail.Digest, OutboxMail.YearList], mails.Select(mail => mail.Kind));
        var list = mails[1].Id;
        Assert.Equal("year-list", (await db.Ledger.SingleAsync(row => row.OutboxId == list, Stop)).Rule);
    }

    [Fact]
    public async Task The_weekly_outlook_is_one_mail_beside_the_digest_and_a_second_run_writes_nothing()
    {
        using var office = await FilledAsync();
        await office.RunAsync("2026-07-10");
        var before = await office.DumpAsync();

        var again = await office.RunAsync("2026-07-10");

        await using var db = office.Store.Open();
        var mail = await db.Outbox.SingleAsync(row => row.Kind == OutboxMail.Weekly, Stop);
        var lines = await db.Ledger.Where(row => row.OutboxId == mail.Id).OrderBy(row => row.Subject).ToListAsync(Stop);
        Assert.Equal(("staff:vice", World.Day("2026-07-10"), World.Day("2026-07-15")), (mail.Recipient, mail.Day, mail.UsefulUntil));
        Assert.Equal(["national-day/country:FR/2026", "relations/country:AM/2026"], lines.Select(row => row.Subject));
        Assert.Equal(before, await office.DumpAsync());
        Assert.All(again.Counts, count => Assert.Equal(0, count.Number));
    }

    [Fact]
    public async Task An_outlook_whose_day_the_service_missed_is_made_up_for_on_the_next_one_and_only_then()
    {
        using var office = await FilledAsync();
        await office.RunAndSendAsync("2026-07-09"); // Thursday; off on Friday, the last working day of the week
        await office.RunAndSendAsync("2026-07-13");
        var before = await office.DumpAsync();

        await office.RunAsync("2026-07-13");

        await using var db = office.Store.Open();
        var mail = await db.Outbox.SingleAsync(row => row.Kind == OutboxMail.Weekly, Stop);
        var lines = await db.Ledger.Where(row => row.OutboxId == mail.Id).OrderBy(row => row.Subject).ToListAsync(Stop);
        Assert.Equal(("staff:vice", World.Day("2026-07-13"), World.Day("2026-07-16")), (mail.Recipient, mail.Day, mail.UsefulUntil));
        Assert.Equal(
            ["national-day/country:FR/2026 2026-W28 SentLate", "relations/country:AM/2026 2026-W28 SentLate"],
            lines.Select(row => $"{row.Subject} {row.Period} {row.State}")
        );
        Assert.Contains(
            "missed on 2026-07-10, the last working day of its week, and made up for",
            lines[0].Reason,
            StringComparison.Ordinal
        );
        Assert.Equal(before, await office.DumpAsync());
        await office.RunAndSendAsync("2026-07-14");
        await office.RunAndSendAsync("2026-07-17");
        Assert.Equal(1, await db.Outbox.CountAsync(row => row.Kind == OutboxMail.Weekly, Stop));
    }

    [Theory]
    [InlineData("2026-07-15", 1)] // Wednesday, the third working day after Friday
    [InlineData("2026-07-16", 0)]
    public async Task An_outlook_is_made_up_for_within_three_working_days(string back, int outlooks)
    {
        using var office = await FilledAsync();
        await office.AddAsync(RemindFixture.Country("BE", "Bỉ", relations: "1973-07-22"));
        await office.RunAndSendAsync("2026-07-09");

        await office.RunAndSendAsync(back);

        await using var db = office.Store.Open();
        Assert.Equal(outlooks, await db.Outbox.CountAsync(row => row.Kind == OutboxMail.Weekly, Stop));
    }

    [Fact]
    public async Task A_first_run_makes_up_for_no_outlook_of_a_week_in_which_nobody_ran_it()
    {
        using var office = await FilledAsync();

        await office.RunAndSendAsync("2026-07-13");

        await using var db = office.Store.Open();
        Assert.Empty(await db.Outbox.Where(row => row.Kind == OutboxMail.Weekly).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_line_of_the_outlook_is_acknowledged_by_its_number_or_its_key_and_silences_no_reminder()
    {
        using var office = await FilledAsync();
        await office.RunAndSendAsync("2026-07-10");
        await using var db = office.Store.Open();
        var line = await db.Ledger.FirstAsync(row => row.Rule == "weekly-outlook" && row.Subject == "national-day/country:FR/2026", Stop);

        Assert.Equal(1, await office.Commands().AcknowledgeAsync($"{line.Id}", null, all: false, World.Day("2026-07-10"), Stop));
        Assert.Equal(
            1,
            await office
                .Commands()
                .AcknowledgeAsync(
                    "weekly-outlook/relations/country:AM/2026/2026-W28",
                    "staff:vice",
                    all: false,
                    World.Day("2026-07-10"),
                    Stop
                )
        );

        Assert.Equal(2, await db.Ledger.CountAsync(row => row.Rule == "weekly-outlook" && row.State == LedgerState.Acknowledged, Stop));
        await office.RunAndSendAsync("2026-07-14");
        Assert.Equal(LedgerState.Sent, (await office.ReminderAsync("national-day", "the day", "staff:eu-1")).State);
    }

    [Fact]
    public async Task Explaining_a_reminder_does_not_meet_the_outlooks_that_showed_it()
    {
        using var office = await FilledAsync();
        await office.RunAsync("2026-07-10");

        var found = await office.Queries().ExplainAsync("relations/country:AM", World.Day("2026-07-10"), Stop);

        Assert.DoesNotContain(found, explanation => explanation.Key.Rule == "weekly-outlook");
    }

    [Fact]
    public async Task The_preview_says_what_the_service_then_does()
    {
        using var office = await FilledAsync();
        var said = (
            await RemindPreview.ReadAsync(
                office.Store,
                office.Config.RemindSettings,
                World.Day("2026-07-01"),
                World.Day("2026-07-01"),
                World.Day("2026-07-31"),
                Stop
            )
        )
            .SelectMany(
                mail => mail.Reminders,
                (mail, reminder) => $"{mail.Day:yyyy-MM-dd} {mail.Recipient} {reminder.Item} {reminder.Step}"
            )
            .ToList();
        for (var day = World.Day("2026-07-01"); day <= World.Day("2026-07-31"); day = day.AddDays(1))
        {
            await office.RunAndSendAsync($"{day:yyyy-MM-dd}");
        }

        var done = (
            await RemindPreview.ReadAsync(
                office.Store,
                office.Config.RemindSettings,
                World.Day("2026-08-01"),
                World.Day("2026-07-01"),
                World.Day("2026-07-31"),
                Stop
            )
        )
            .SelectMany(
                mail => mail.Reminders,
                (mail, reminder) => $"{mail.Day:yyyy-MM-dd} {mail.Recipient} {reminder.Item} {reminder.Step}"
            )
            .ToList();

        Assert.NotEmpty(said);
        Assert.Equal(said, done);
    }

    static async Task<RemindFixture> FilledAsync()
    {
        var office = await RemindFixture.OpenAsync();
        office.Config = office.Config with
        {
            Staff = new()
            {
                Staff =
                [
                    .. World.Staff,
                    new()
                    {
                        Id = "vice",
                        Title = "Phó Chủ tịch",
                        Department = "Liên hiệp",
                        Roles = [Role.Leader],
                        Email = "vice@example.org",
                        Mail = [MailKind.Weekly],
                    },
                ],
            },
        };
        await office.AddAsync(RemindFixture.Country("AM", "Armenia", relations: "1992-07-14"));
        return office;
    }
}
