using Microsoft.EntityFrameworkCore;
using SyncWorker.Remind.Planning;
using SyncWorker.Store;
using SyncWorker.Store.Rows;
using SyncWorker.Union;

namespace SyncWorker.Remind;

/// <summary>
/// A message to a position that left staff.json before it was mailed goes to the desk, once: it was made for its day, and no rule would tell
/// it to anybody else. The first mail to a new person is of no use to others.
/// </summary>
static class LeaverNotices
{
    /// <summary>Gives them to the desk within the caller's transaction; where the desk has no mailbox they are withdrawn by the plan.</summary>
    public static async Task GiveToDeskAsync(SyncDb db, StaffOptions staff, CancellationToken cancellationToken)
    {
        if (staff.Desk.Email is not { } address)
        {
            return;
        }

        var desk = Addressee.Desk.ToString();
        List<string> known = [desk, .. staff.Staff.Select(position => Addressee.OfPosition(position.Id).ToString())];
        var left = await (
            from row in db.Ledger
            join mail in db.Outbox on row.OutboxId equals mail.Id
            where
                row.Rule == RemindOptions.NoticeRule
                && row.Subject != FirstDayMails.Subject
                && row.Recipient.StartsWith("staff:")
                && !known.Contains(row.Recipient)
                && (row.State == LedgerState.Due || row.State == LedgerState.Late)
            orderby row.Id
            select new
            {
                row.Id,
                row.Recipient,
                Mail = mail.Id,
                mail.Day,
                mail.Kind,
            }
        ).ToListAsync(cancellationToken);
        foreach (var row in left)
        {
            if (await db.Outbox.AnyAsync(mail => mail.Recipient == desk && mail.Day == row.Day && mail.Kind == row.Kind, cancellationToken))
            {
                continue; // it has the same message already
            }

            var given = await db
                .Outbox.Where(mail =>
                    mail.Id == row.Mail && mail.Message == null && (mail.State == OutboxState.Queued || mail.State == OutboxState.RetryAt)
                )
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(mail => mail.Recipient, desk)
                            .SetProperty(mail => mail.Address, address)
                            .SetProperty(mail => mail.Copies, (string?)null)
                            .SetProperty(mail => mail.Salutation, staff.Desk.NameVi)
                            .SetProperty(mail => mail.Language, MailLanguage.Vi),
                    cancellationToken
                );
            if (given == 0)
            {
                continue; // it has left, or a sender has it
            }

            await db
                .Ledger.Where(entry => entry.Id == row.Id)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(entry => entry.Recipient, desk)
                            .SetProperty(
                                entry => entry.Reason,
                                entry => entry.Reason + "; " + row.Recipient + " is no longer in staff.json"
                            ),
                    cancellationToken
                );
        }
    }
}
