using Microsoft.EntityFrameworkCore;
using SyncWorker.Config;
using SyncWorker.Remind.Planning;
using SyncWorker.Remind.Rules;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>
/// Puts a mail for each recipient of a message to many into the outbox, once a person has approved exactly that text and those
/// recipients. The ledger keeps each of them from getting the same text twice.
/// </summary>
sealed class NoticeCommands(NoticeQueries queries, SyncStore store, TimeProvider clock)
{
    /// <summary>The rule of these rows in the ledger.</summary>
    public const string Rule = RemindOptions.NoticeRule;

    static readonly ReminderStep s_once = new(StepKind.Once);

    /// <summary>
    /// Puts the mails into the outbox if the plan is still the approved one; otherwise nothing, and the plan as it is now.
    /// </summary>
    public async Task<(NoticePlan Plan, bool IsQueued)> ApproveAsync(
        NoticeText text,
        IReadOnlyList<string> roles,
        string hash,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.OpenDurable();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var plan = await queries.PlanAsync(db, text, roles, today, cancellationToken);
        if (plan.Hash != hash)
        {
            return (plan, false);
        }

        foreach (var to in plan.To)
        {
            var mail = Mail(text, to, today);
            db.Outbox.Add(mail);
            await db.SaveChangesAsync(cancellationToken);
            db.Ledger.Add(Entry(text, to, today, mail.Id));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (plan, true);
    }

    /// <summary>What the mail to one of them says.</summary>
    public static ReminderContent Facts(NoticeText text, Recipient to) =>
        new()
        {
            Kind = ReminderKind.Notice,
            SubjectVi = text.Vi.Subject,
            SubjectEn = text.En?.Subject,
            BodyVi = text.Vi.Body,
            BodyEn = text.En?.Body,
            WhyVi = to.WhyVi,
            WhyEn = to.WhyEn,
        };

    /// <summary>The subject of these rows in the ledger: one for each text.</summary>
    public static string Subject(NoticeText text) => $"{Rule}:{text.Hash}";

    OutboxMail Mail(NoticeText text, Recipient to, DateOnly today) =>
        new()
        {
            Recipient = to.Key,
            Day = today,
            Kind = $"{OutboxMail.Notice}-{text.Hash}",
            Address = to.Address,
            Salutation = to.Salutation,
            Language = to.Language,
            State = OutboxState.Queued,
            CreatedAt = clock.GetUtcNow(),
        };

    static LedgerEntry Entry(NoticeText text, Recipient to, DateOnly today, long mail) =>
        new()
        {
            Rule = Rule,
            Subject = Subject(text),
            Period = s_once.ToString(),
            Step = s_once,
            Recipient = to.Key,
            Day = today,
            SendOn = today,
            State = LedgerState.Due,
            Reason = $"a message to many, approved by {PersonAccount.Name}",
            Facts = Facts(text, to).ToJson(),
            OutboxId = mail,
        };
}
