using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Rules;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Issues;

/// <summary>A day that moves is told once as moved, and the steps that lie ahead of the new day come again.</summary>
public sealed class MovedDayTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<RemindFixture> OpenAsync(params TermOptions[] terms)
    {
        var office = await RemindFixture.OpenAsync();
        office.Config = office.Config with
        {
            Remind = new()
            {
                Anniversaries = office.Config.Remind.Anniversaries,
                Reports = [World.HalfYear()],
                Terms = terms,
            },
        };
        await office.KnowRulesAsync();
        return office;
    }

    static async Task FieldAsync(RemindFixture office, string field, string value)
    {
        await using var db = office.Store.Open();
        await db.Partners.ExecuteUpdateAsync(
            set => set.SetProperty(partner => partner.Fields, $$"""{"{{field}}":"{{value}}","email":"vanphong@hoi-vn-fr.example.org"}"""),
            Stop
        );
    }

    static async Task<List<string>> MailsAsync(RemindFixture office, string rule, params string[] days)
    {
        List<string> mails = [];
        foreach (var day in days)
        {
            await office.RunAndSendAsync(day);
            await using var db = office.Store.Open();
            var on = World.Day(day);
            mails.AddRange(
                (
                    await db
                        .Ledger.Where(row => row.Rule == rule && row.OutboxId != null)
                        .Join(db.Outbox.Where(mail => mail.Day == on), row => row.OutboxId, mail => mail.Id, (row, mail) => row)
                        .ToListAsync(Stop)
                )
                    .Where(row => row.State is LedgerState.Sent or LedgerState.SentLate)
                    .Select(row => $"{day} {row.Recipient} {row.Step}")
                    .Order(StringComparer.Ordinal)
            );
        }

        return mails;
    }

    [Fact]
    public async Task An_agreement_put_off_by_nine_months_is_told_again_before_its_new_day()
    {
        using var office = await OpenAsync(
            new TermOptions
            {
                Id = "agreement",
                Of = "agreementEnd",
                Name = new() { Vi = "Hết hạn thỏa thuận" },
                Lead = [new(6, LeadUnit.Months), new(3, LeadUnit.Months), new(1, LeadUnit.Months)],
            }
        );
        await FieldAsync(office, "agreementEnd", "2027-03-31");
        var before = await MailsAsync(office, "agreement", "2026-09-30", "2026-12-31", "2027-02-26");
        await FieldAsync(office, "agreementEnd", "2027-12-31");

        var after = await MailsAsync(
            office,
            "agreement",
            "2027-03-10",
            "2027-03-11",
            "2027-06-30",
            "2027-09-30",
            "2027-11-30",
            "2027-12-31",
            "2028-01-07"
        );

        Assert.Equal(3, before.Count);
        Assert.Equal(
            [
                "2027-03-10 staff:eu-1 moved to 2027-12-31",
                "2027-06-30 staff:eu-1 6 months",
                "2027-09-30 staff:eu-1 3 months",
                "2027-11-30 staff:eu-1 1 month",
                "2028-01-07 staff:eu-1 +7 days",
            ],
            after
        );
    }

    [Fact]
    public async Task A_report_put_off_after_it_was_due_has_all_leads_and_the_gentle_reminder_before_it_escalates()
    {
        using var office = await OpenAsync();
        await MailsAsync(office, "half-year-report", "2026-06-24", "2026-07-01", "2026-07-07", "2026-07-09");
        var rule = World.HalfYear();
        var later = new ReportOptions
        {
            Id = rule.Id,
            Code = rule.Code,
            Name = rule.Name,
            Period = rule.Period,
            Only = rule.Only,
            Due = rule.Due,
            Periods = new Dictionary<string, PeriodDue> { ["2026-H1"] = new() { Due = World.Day("2026-07-31") } },
        };
        office.Config = office.Config with
        {
            Remind = new() { Anniversaries = office.Config.Remind.Anniversaries, Reports = [later] },
        };

        var mails = await MailsAsync(
            office,
            "half-year-report",
            "2026-07-10",
            "2026-07-17",
            "2026-07-24",
            "2026-07-30",
            "2026-07-31",
            "2026-08-03",
            "2026-08-05",
            "2026-08-11"
        );

        Assert.Equal(
            [
                "2026-07-10 partner:1 moved to 2026-07-31",
                "2026-07-10 staff:eu-1 moved to 2026-07-31",
                "2026-07-17 partner:1 14 days",
                "2026-07-17 staff:eu-1 14 days",
                "2026-07-24 partner:1 5 working days",
                "2026-07-24 staff:eu-1 5 working days",
                "2026-07-30 partner:1 1 working day",
                "2026-07-30 staff:eu-1 1 working day",
                "2026-08-03 partner:1 +1 working day",
                "2026-08-05 staff:eu-1 +3 working days",
                "2026-08-05 staff:eu-head +3 working days",
                "2026-08-11 staff:chief +7 working days",
                "2026-08-11 staff:eu-head +7 working days",
            ],
            mails
        );
    }

    [Fact]
    public async Task A_term_moved_within_its_year_is_told_before_and_chased_after_its_new_end()
    {
        using var office = await OpenAsync(
            new TermOptions
            {
                Id = "term-end",
                Of = "termEnd",
                Name = new() { Vi = "Hết nhiệm kỳ" },
            }
        );
        await FieldAsync(office, "termEnd", "2026-07-15");
        await MailsAsync(office, "term-end", "2026-01-15", "2026-04-15", "2026-07-22");
        await FieldAsync(office, "termEnd", "2026-12-15");

        var mails = await MailsAsync(office, "term-end", "2026-07-27", "2026-07-28", "2026-09-15", "2026-12-22", "2027-01-14");

        Assert.Equal(
            [
                "2026-07-27 staff:eu-1 moved to 2026-12-15",
                "2026-09-15 staff:eu-1 3 months",
                "2026-12-22 staff:eu-1 +7 days",
                "2027-01-14 staff:eu-1 +30 days",
                "2027-01-14 staff:eu-head +30 days",
            ],
            mails
        );
    }

    [Fact]
    public async Task A_day_that_moves_by_two_days_is_not_told_again_by_the_step_that_told_of_the_old_one()
    {
        using var office = await OpenAsync();
        await MailsAsync(office, "national-day", "2026-07-07"); // 5 working days before Tuesday 14/07
        await using (var db = office.Store.Open())
        {
            await db.Countries.ExecuteUpdateAsync(set => set.SetProperty(country => country.NationalDay, "07-16"), Stop);
        }

        var mails = await MailsAsync(office, "national-day", "2026-07-08", "2026-07-09", "2026-07-15", "2026-07-16", "2026-07-17");

        Assert.Equal(
            ["2026-07-08 staff:eu-1 moved to 2026-07-16", "2026-07-15 staff:eu-1 1 working day", "2026-07-16 staff:eu-1 the day"],
            mails
        );
    }
}
