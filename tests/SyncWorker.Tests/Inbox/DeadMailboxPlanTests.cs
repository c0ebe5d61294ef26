using Microsoft.EntityFrameworkCore;
using SyncWorker.Inbox;
using SyncWorker.Net.Mail;
using SyncWorker.Store.Rows;
using SyncWorker.Tests.Inbox.Support;
using SyncWorker.Tests.Remind;
using SyncWorker.Union;

namespace SyncWorker.Tests.Inbox;

/// <summary>What a mailbox that is not there was reminded of goes to the head of the department.</summary>
public sealed class DeadMailboxPlanTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_reminders_are_planned_again_for_the_head_and_come_back_when_a_person_has_confirmed_it()
    {
        using var office = await RemindFixture.OpenAsync();
        await office.KnowRulesAsync();
        var first = await RunUntilAsync(office, "staff:eu-1", new(2026, 3, 2));

        var verdict = await ReportAsync(office, first);
        Assert.Equal(InboxOutcome.Taken, verdict.Outcome);
        var plan = await office.RunAndSendAsync(Text(first.Day.AddDays(1)));

        var second = await RunUntilAsync(office, "staff:eu-head", first.Day.AddDays(1));
        await using var db = office.Store.Open();
        var (before, after) = (await SubjectsAsync(db, first), await SubjectsAsync(db, second));
        Assert.NotEmpty(before);
        Assert.Superset(before, after);
        Assert.Equal("eu-head@example.org", second.Address);
        Assert.Contains(plan.Notes, note => note.Contains("was reported as not there", StringComparison.Ordinal));
        Assert.DoesNotContain(await db.Outbox.ToListAsync(Stop), mail => mail.Recipient == "staff:eu-1" && mail.Id > first.Id);
    }

    static string Text(DateOnly day) => DayText.Iso(day);

    static async Task<HashSet<string>> SubjectsAsync(SyncWorker.Store.SyncDb db, OutboxMail mail) =>
        [.. await db.Ledger.Where(row => row.OutboxId == mail.Id).Select(row => row.Rule + row.Subject).ToListAsync(Stop)];

    // Day by day, until there is a mail to it.
    static async Task<OutboxMail> RunUntilAsync(RemindFixture office, string recipient, DateOnly from)
    {
        for (var day = from; day < from.AddDays(60); day = day.AddDays(1))
        {
            await office.RunAndSendAsync(Text(day));
            await using var db = office.Store.Open();
            if (
                await db
                    .Outbox.Where(mail => mail.Recipient == recipient && mail.Day >= from && mail.State == OutboxState.Sent)
                    .OrderByDescending(mail => mail.Id)
                    .FirstOrDefaultAsync(Stop) is
                { } mail
            )
            {
                return mail;
            }
        }

        throw new InvalidOperationException($"No mail to {recipient} within 60 days.");
    }

    static async Task<Verdict> ReportAsync(RemindFixture office, OutboxMail mail)
    {
        StageSettings<AnswersOptions?> settings = new(null, office.Config.RemindSettings.Union);
        var reports = new NonDelivery(settings, _ => Task.FromResult(false), RemindFixture.Clock);
        await using var db = office.Store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var report = IncomingMail.Read(Letters.Report(mail)).Report!;
        var verdict = await reports.BookAsync(db, report, "1", mail.Day, Stop);
        await db.SaveChangesAsync(Stop);
        await transaction.CommitAsync(Stop);
        return verdict;
    }
}
